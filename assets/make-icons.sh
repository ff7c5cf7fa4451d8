#!/bin/sh
# Draws the window's icons from assets/icon.svg. Needs rsvg-convert (Debian: librsvg2-bin).
set -eu
cd "$(dirname "$0")/.."
out=src/main/resources/org/sessiondesk/ui/icons
mkdir -p "$out"
for size in 16 24 32 48 64 128 256 512; do
  rsvg-convert --width "$size" --height "$size" --output "$out/icon-$size.png" assets/icon.svg
done
