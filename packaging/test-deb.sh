#!/usr/bin/env bash
# The .deb from end to end: installs it, starts it under a virtual display as an ordinary user, creates a session through
# its API, takes a picture, stops it, starts it again, finds the session, removes the package, and looks for what is
# left. Needs root, since it installs a package and makes a user; both are gone afterwards.
# Usage: test-deb.sh [DEB]; without one, the .deb is built first. The picture goes to target/screens/package.png.
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$(dirname "$here")
user=session-desk-test
home=/home/$user
port=18765
display_process=

missing=
[ "$(id -u)" = 0 ] || missing="$missing root"
for tool in dpkg-deb dpkg dpkg-query Xvfb curl runuser useradd pgrep import identify; do
  command -v "$tool" > /dev/null || missing="$missing $tool"
done
# What the package depends on, since dpkg does not fetch it.
if command -v dpkg-query > /dev/null; then
  while read -r alternatives; do
    found=
    for name in $(echo "$alternatives" | sed -E 's/\([^)]*\)//g; s/\|/ /g'); do
      if dpkg-query -W -f '${Status}' "$name" 2> /dev/null | grep -q ' installed'; then found=1; fi
    done
    [ -n "$found" ] || missing="$missing ${alternatives%% *}"
  done < <(sed -n 's/^deb_depends="\(.*\)"$/\1/p' "$here/linux.sh" | tr ',' '\n' | sed 's/^ *//')
fi
if [ -n "$missing" ]; then
  echo "test-deb.sh is skipped: it lacks$missing"
  exit 77
fi
if dpkg-query -W -f '${Status}' session-desk 2> /dev/null | grep -q installed || id "$user" > /dev/null 2>&1; then
  echo "test-deb.sh is skipped: a package session-desk or a user $user is here already"
  exit 77
fi

deb=${1:-}
if [ -z "$deb" ]; then
  (cd "$project" && ./mvnw -q -B -Pinstaller package)
  deb=$(ls "$project"/target/installer/*.deb)
fi

step() { echo "== $*"; }
fail() {
  echo "FAILED: $*" >&2
  cat "$home/said" "$home"/.local/state/session-desk/logs/*.log 2> /dev/null | tail -40 >&2 || true
  exit 1
}
cleanup() {
  pids=$(pgrep -u "$user" 2> /dev/null || true)
  [ -z "$pids" ] || kill $pids 2> /dev/null || true
  [ -z "$display_process" ] || kill "$display_process" 2> /dev/null || true
  dpkg --purge session-desk > /dev/null 2>&1 || true
  userdel -r "$user" > /dev/null 2>&1 || true
  rm -f "/tmp/$user-display"
}
trap cleanup EXIT

as_user() { runuser -u "$user" -- env -i HOME="$home" PATH=/usr/bin:/bin LANG=C.UTF-8 DISPLAY="$DISPLAY" "$@"; }
answers() { curl -sf -o /dev/null "http://127.0.0.1:$port/health"; }
start() {
  as_user sh -c 'cd; exec session-desk --port '"$port"' > said 2>&1' &
  for _ in $(seq 300); do
    if answers; then return; fi
    sleep 0.1
  done
  fail "it does not answer"
}
stop() {
  local pids
  pids=$(pgrep -u "$user" -f org.sessiondesk.app.Main)
  kill $pids
  for _ in $(seq 300); do
    if ! pgrep -u "$user" > /dev/null; then return; fi
    sleep 0.1
  done
  fail "still running: $(pgrep -u "$user" -a)"
}

# Everything that bears the name where packages and programs put things. Homes and checkouts of the sources, which others
# may be at work in meanwhile, are not looked at.
named() {
  find /bin /etc /lib /opt /run /sbin /srv /usr /var -xdev -path "$project" -prune -o \( -name '*session-desk*' -o -name '*SessionDesk*' \) -print 2> /dev/null | sort
}

step "install $deb"
named > "/tmp/$user-before"
dpkg -i "$deb" > /dev/null || fail "it cannot be installed: are its dependencies there?"
dpkg -V session-desk || fail "what was installed is not what was packed"
[ "$(session-desk --version | head -1)" = "Session Desk $(dpkg-query -W -f '${Version}' session-desk)" ] || fail "its version"
! command -v desktop-file-validate > /dev/null || desktop-file-validate /usr/share/applications/session-desk.desktop
! command -v appstreamcli > /dev/null || appstreamcli validate --no-net /usr/share/metainfo/org.sessiondesk.SessionDesk.metainfo.xml
if ldd /opt/session-desk/lib/runtime/lib/libglassgtk3.so /opt/session-desk/lib/runtime/lib/libprism_es2.so | grep "not found"; then
  fail "a library is not among the dependencies"
fi

step "the classes come from the cache"
java=/opt/session-desk/lib/runtime/bin/java
sed "s|'-Xlog:aot[^']*'|-Xlog:class+load|; s|^home=\$(.*|home=/opt/session-desk/bin/x|" /opt/session-desk/bin/session-desk \
  > "/tmp/$user-loads"
all=$(sh "/tmp/$user-loads" --version | tee "/tmp/$user-classes" | grep -c 'source:' || true)
cached=$(grep -c 'shared objects file' "/tmp/$user-classes" || true)
rm -f "/tmp/$user-loads" "/tmp/$user-classes"
echo "$cached of $all classes of '--version'"
[ "$cached" -gt $((all * 9 / 10)) ] || fail "the cache is not used"
[ -x "$java" ]

step "start it as $user"
useradd -m "$user"
exec 7> "/tmp/$user-display"
Xvfb -displayfd 7 -screen 0 1280x1024x24 -nolisten tcp > /dev/null 2>&1 &
display_process=$!
exec 7>&-
until [ -s "/tmp/$user-display" ]; do sleep 0.1; done
export DISPLAY=:$(cat "/tmp/$user-display")
start

step "create a session"
for _ in $(seq 300); do
  created=$(curl -s -X POST "http://127.0.0.1:$port/api/v1/sessions" -H 'Content-Type: application/json' \
    -d '{"text": "打包测试：永久保存。", "voice": "zh-CN-XiaoxiaoNeural", "name": "package", "persistent": true}')
  case $created in
    *'"persistent":true'*) break ;;
  esac
  created=
  sleep 0.1
done
[ -n "$created" ] || fail "no persistent session could be created"
id=$(echo "$created" | sed -E 's/.*"session_id":"([^"]+)".*/\1/')
echo "session $id"

step "a second start brings the window forward"
second=$(as_user session-desk --port "$port" 2>&1) || fail "the second start ended with $?: $second"
echo "$second" | grep "brought forward" || fail "it says: $second"

step "take a picture"
sleep 2
mkdir -p "$project/target/screens"
import -window root "$project/target/screens/package.png"
colours=$(identify -format '%k' "$project/target/screens/package.png")
[ "$colours" -gt 100 ] || fail "the picture is empty: $colours colours"
echo "target/screens/package.png, $colours colours"

step "stop it, and start it again"
stop
start
for _ in $(seq 300); do
  found=$(curl -s "http://127.0.0.1:$port/api/v1/sessions/$id")
  case $found in
    *打包测试*) break ;;
  esac
  found=
  sleep 0.1
done
[ -n "$found" ] || fail "the session is gone"
stop

step "the service, without a display"
DISPLAY='' as_user sh -c 'cd; exec session-desk --headless --port '"$port"' > said 2>&1' &
for _ in $(seq 300); do
  if answers; then break; fi
  sleep 0.1
done
answers || fail "the service does not answer"
if DISPLAY='' as_user session-desk --headless --port "$port" > /dev/null 2> "$home/again"; then
  fail "a second service started"
fi
grep "running already" "$home/again" || fail "it does not say that it runs already"
stop

step "remove it"
dpkg --purge session-desk
for path in /opt/session-desk /usr/bin/session-desk /usr/share/doc/session-desk /usr/lib/systemd/user/session-desk.service; do
  [ ! -e "$path" ] || fail "$path is left"
done
# Every Java leaves an empty folder of its user's name in /tmp, and this user's name is ours.
left=$(named | comm -13 "/tmp/$user-before" - |
  grep -v "^/tmp/$user-\|^/tmp/hsperfdata_$user\|/var/lib/dpkg\|/var/mail/$user\|/var/log" || true)
rm -f "/tmp/$user-before"
[ -z "$left" ] || fail "left behind: $left"
echo "in the user's home:"
(cd "$home" && find . -newer .bashrc -mindepth 1 -maxdepth 3 ! -name said ! -name again)
[ -d "$home/.local/share/session-desk" ] || fail "the user's data are gone"
[ ! -e "$home/.openjfx" ] || fail "JavaFX has unpacked its libraries into the home folder"

step "all is well"
