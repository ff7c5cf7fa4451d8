#!/usr/bin/env bash
# Makes the cache of classes and profiles that a start uses, from a real start and a walk through the main screens.
# Usage: rehearse.sh PROGRAM CACHE, PROGRAM being the shipped launcher
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail

program=$1
cache=$2
folder=$(mktemp -d)
display_process=
cleanup() {
  if [ -n "$display_process" ]; then kill "$display_process" 2> /dev/null || true; fi
  rm -rf "$folder"
}
trap cleanup EXIT

# The window is drawn by what a user's is drawn by, where a virtual display is to be had; else by JavaFX' headless
# platform, which leaves the classes of GTK's and OpenGL's sides out of the cache.
options=
if command -v Xvfb > /dev/null; then
  exec 7> "$folder/display"
  Xvfb -displayfd 7 -screen 0 1280x1024x24 -nolisten tcp > /dev/null 2>&1 &
  display_process=$!
  exec 7>&-
  for _ in $(seq 100); do
    if [ -s "$folder/display" ]; then break; fi
    sleep 0.1
  done
  DISPLAY=:$(cat "$folder/display")
  export DISPLAY
else
  unset DISPLAY
  options="-Dglass.platform=Headless -Dprism.order=sw"
fi
unset WAYLAND_DISPLAY JDK_JAVA_OPTIONS JAVA_TOOL_OPTIONS _JAVA_OPTIONS

# The shipped launcher's own command line with the walk for a main class, and an option in the place of the cache's.
rehearse() {
  sed -e "s|-XX:AOTCache=\"\$app/session-desk.aot\"|$1|" \
    -e 's|org.sessiondesk.app.Main|org.sessiondesk.app.Rehearsal|' \
    -e "s|^home=\$(readlink.*|home=$(dirname "$(dirname "$program")")/bin/x|" "$program" > "$folder/rehearse"
  env -u REDIS_ENABLED -u REDIS_URL HOME="$folder" SESSION_DESK_JAVA_OPTIONS="$options" \
    timeout 300 sh "$folder/rehearse" "$folder/data" > "$folder/said" 2>&1 || {
    echo "The rehearsal failed with $?:" >&2
    cat "$folder/said" "$folder"/data/logs/*.log >&2
    exit 1
  }
}
cd "$folder"
# Once to have settings and sessions, as nearly every start has; then to see how such a start goes.
rehearse ""
rehearse "-XX:AOTCacheOutput=\"$folder/cache\""
mv "$folder/cache" "$cache"
chmod 644 "$cache"
echo "cache: $(du -m "$cache" | cut -f1) MB"
