#!/bin/sh
# Draws the icons of the window and the packages from assets/icon.svg. Needs rsvg-convert (Debian: librsvg2-bin).
set -eu
cd "$(dirname "$0")/.."
out=src/main/resources/org/sessiondesk/ui/icons
mkdir -p "$out"
for size in 16 24 32 48 64 128 256 512; do
  rsvg-convert --width "$size" --height "$size" --output "$out/icon-$size.png" assets/icon.svg
done

# Windows wants them in one file (ImageMagick); macOS' is made on a Mac, by packaging/macos.sh.
if command -v convert > /dev/null; then
  convert "$out/icon-16.png" "$out/icon-24.png" "$out/icon-32.png" "$out/icon-48.png" "$out/icon-64.png" \
    "$out/icon-128.png" "$out/icon-256.png" packaging/windows/session-desk.ico
fi
