#!/usr/bin/env bash
# Makes the .app and the .dmg of macOS, for the processor it runs on. Called by `./mvnw -Pinstaller package`.
# NOT YET RUN on a Mac: written along linux.sh, which is.
# Usage: macos.sh JAVA_HOME VERSION BUILD_FOLDER TIMESTAMP
# For a signed image set SIGNING_IDENTITY to a "Developer ID Application" certificate in the keychain.
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail

java_home=$1
version=$2
build=$(cd "$3" && pwd)
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$(dirname "$here")
out=$build/installer
work=$out/work
name="Session Desk"

# macOS wants a version that begins with 1 or more.
case $version in 0.*) bundle_version=1.${version#0.} ;; *) bundle_version=$version ;; esac

rm -rf "$out"
mkdir -p "$work/input/lib"
"$here/runtime.sh" "$java_home" "$build/lib" "$build/session-desk.jar" "$work" "$work/runtime"
cp -p "$build/session-desk.jar" "$work/input/"
for jar in "$build"/lib/*.jar; do
  case $(basename "$jar") in
    javafx-* | *-native-epoll-* | *-classes-epoll-*) ;;
    *) cp -p "$jar" "$work/input/lib/" ;;
  esac
done
"$here/licences.sh" "$java_home" "$work/input/lib" "$here/licences" "$project/LICENSE" "$work/input/legal"

# All sizes of the icon, by the tool that every Mac has.
icons=$project/src/main/resources/org/sessiondesk/ui/icons
mkdir -p "$work/icon.iconset"
for size in 16 32 128 256 512; do
  cp "$icons/icon-$size.png" "$work/icon.iconset/icon_${size}x$size.png"
  if [ -f "$icons/icon-$((size * 2)).png" ]; then
    cp "$icons/icon-$((size * 2)).png" "$work/icon.iconset/icon_${size}x$size@2x.png"
  fi
done
iconutil --convert icns --output "$work/icon.icns" "$work/icon.iconset"

options=(
  --name "$name" --app-version "$bundle_version" --vendor "The Session Desk authors"
  --copyright "Apache-2.0" --icon "$work/icon.icns"
)
signing=()
if [ -n "${SIGNING_IDENTITY:-}" ]; then
  signing=(--mac-sign --mac-signing-key-user-name "$SIGNING_IDENTITY")
fi
"$java_home/bin/jpackage" --type app-image --dest "$out" "${options[@]}" \
  --input "$work/input" --main-jar session-desk.jar --main-class org.sessiondesk.app.Main \
  --runtime-image "$work/runtime" --mac-package-identifier org.sessiondesk.SessionDesk \
  --java-options -XX:+UseCompactObjectHeaders --java-options '-XX:AOTCache=$APPDIR/session-desk.aot' \
  --java-options '-Xlog:aot*=off,cds*=off' \
  --java-options --enable-native-access=ALL-UNNAMED,javafx.graphics \
  --java-options --sun-misc-unsafe-memory-access=allow

# The cache: the launcher's own command line, with the walk for a main class. It needs the window server of a session.
app=$out/$name.app/Contents/app
cfg=$app/$name.cfg
class_path=$app/session-desk.jar$(sed -n 's|^app.classpath=$APPDIR/\(lib/.*\)|:\1|p' "$cfg" | sed "s|^:|:$app/|" | tr -d '\n')
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$out/$name.app/Contents/runtime/Contents/Home/bin/java" -XX:AOTCacheOutput="$folder/cache" \
  -XX:+UseCompactObjectHeaders --enable-native-access=ALL-UNNAMED,javafx.graphics \
  --sun-misc-unsafe-memory-access=allow -cp "$class_path" org.sessiondesk.app.Rehearsal \
  "$folder/data"
mv "$folder/cache" "$app/session-desk.aot"

# What was added after jpackage has signed must be signed again, and before the .dmg is made.
if [ -n "${SIGNING_IDENTITY:-}" ]; then
  codesign --force --deep --options runtime --timestamp --sign "$SIGNING_IDENTITY" "$out/$name.app"
fi
"$java_home/bin/jpackage" --type dmg --dest "$out" "${options[@]}" ${signing[@]+"${signing[@]}"} \
  --app-image "$out/$name.app" --license-file "$project/LICENSE"
rm -rf "$work"
