#!/usr/bin/env bash
# Measures the start of the packaged program: from exec to the first frame on the screen, which the program logs; with
# the cache and without it, by turns, on the same data folder; and its memory when idle with no sessions.
# Usage: measure-start.sh [PROGRAM [ROUNDS]]; needs Xvfb
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
program=$(readlink -f "${1:-$here/../target/installer/session-desk/bin/session-desk}")
rounds=${2:-10}
folder=$(mktemp -d)
display_process=
started=
cleanup() {
  for process in $started $display_process; do kill "$process" 2> /dev/null || true; done
  rm -rf "$folder"
}
trap cleanup EXIT

unset WAYLAND_DISPLAY XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME JDK_JAVA_OPTIONS JAVA_TOOL_OPTIONS _JAVA_OPTIONS REDIS_ENABLED REDIS_URL API_PORT
exec 7> "$folder/display"
Xvfb -displayfd 7 -screen 0 1280x1024x24 -nolisten tcp > /dev/null 2>&1 &
display_process=$!
exec 7>&-
until [ -s "$folder/display" ]; do sleep 0.1; done
DISPLAY=:$(cat "$folder/display")
export DISPLAY HOME=$folder
cd "$folder"

# The same launcher without the cache: Java's own class archive is used, as by any Java program.
sed -e 's|-XX:AOTCache="$app/session-desk.aot"||' \
  -e "s|^home=\$(readlink.*|home=$(dirname "$(dirname "$(readlink -f "$program")")")/bin/x|" "$program" > without
chmod +x without

# As a double click starts it: without options, on the data folder of its user.
export API_PORT=0 XDG_CONFIG_HOME=$folder/.config XDG_DATA_HOME=$folder/.local/share XDG_STATE_HOME=$folder/.local/state
log=$folder/.local/state/session-desk/logs/session-desk.log

# Starts, waits for the first frame, and sets `millis`.
start() {
  rm -f "$log"
  local began ended
  began=$(date +%s%3N)
  "$1" > said 2>&1 &
  started=$!
  until grep -qs "first frame" "$log"; do
    if ! kill -0 "$started" 2> /dev/null; then cat said >&2; exit 1; fi
    sleep 0.1 # looking more often would take the processor from it; the log knows the time
  done
  ended=$(date -d "$(grep -m1 "first frame" "$log" | cut -d' ' -f1)" +%s%3N)
  millis=$((ended - began))
}

stop() {
  kill "$started"
  wait "$started" 2> /dev/null || true
  started=
}

median() { sort -n | awk '{ v[NR] = $1 } END { print (NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2) }'; }

start "$program" # the first one makes the data folder and fills the disk's cache
stop
for _ in $(seq "$rounds"); do
  start "$program"
  echo "$millis" >> with.txt
  stop
  start "$folder/without"
  echo "$millis" >> without.txt
  stop
done
echo "to the first frame, median of $rounds, ms: with the cache $(median < with.txt) ($(sort -n with.txt | paste -sd' '))"
echo "to the first frame, median of $rounds, ms: without       $(median < without.txt) ($(sort -n without.txt | paste -sd' '))"

memory() {
  start "$1"
  sleep 15
  echo "idle after 15 s, no sessions, $2: RSS $(($(awk '/VmRSS/ { print $2 }' "/proc/$started/status") / 1024)) MB"
  stop
}
memory "$program" "with the cache"
memory "$folder/without" "without"
