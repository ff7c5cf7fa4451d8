#!/usr/bin/env bash
# Makes what Linux needs: an app image (a folder that runs wherever it is put), a .deb, and a .rpm where rpmbuild is.
# Called by `./mvnw -Pinstaller package`.
# Usage: linux.sh JAVA_HOME VERSION BUILD_FOLDER TIMESTAMP, the last as in project.build.outputTimestamp
# SPDX-License-Identifier: Apache-2.0
set -euo pipefail

java_home=$1
version=$2
build=$(cd "$3" && pwd)
timestamp=$4
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$(dirname "$here")
out=$build/installer
image=$out/session-desk
work=$out/work
export SOURCE_DATE_EPOCH
SOURCE_DATE_EPOCH=$(date -u -d "$timestamp" +%s)

case $(uname -m) in
  x86_64) deb_arch=amd64 rpm_arch=x86_64 netty=linux-x86_64 redis=linux-amd64 ;;
  aarch64) deb_arch=arm64 rpm_arch=aarch64 netty=linux-aarch_64 redis=linux-arm64 ;;
  *) echo "No packages are made for $(uname -m)." >&2; exit 1 ;;
esac

# What JavaFX' and Java's native libraries are linked with, in a window (objdump -p lib/*.so); the built-in Redis is
# linked with the C library only.
deb_depends="libc6 (>= 2.17), libgtk-3-0 | libgtk-3-0t64, libgl1, libx11-6, libxtst6, libxxf86vm1, libasound2 | libasound2t64, libfontconfig1, libfreetype6, libpangoft2-1.0-0, xdg-utils"
rpm_requires="glibc, gtk3, alsa-lib, libglvnd-glx, libX11, libXtst, libXxf86vm, fontconfig, freetype, pango, xdg-utils"

# A .deb must name who answers for it, with an address; these are the packager's to give.
maintainer=${PACKAGE_MAINTAINER:-Unknown packager <root@localhost>}

say() { echo "[linux.sh] $*"; }

image() {
  say "the Java runtime"
  rm -rf "$out"
  mkdir -p "$image/bin" "$image/lib/app/lib" "$work"
  "$here/runtime.sh" "$java_home" "$build/lib" "$build/session-desk.jar" "$work" "$image/lib/runtime"

  say "the program"
  cp "$build/session-desk.jar" "$image/lib/app/"
  local jar
  for jar in "$build"/lib/*.jar; do
    case $(basename "$jar") in
      javafx-*) ;; # in the runtime
      *-native-epoll-*"$netty".jar) cp "$jar" "$image/lib/app/lib/" ;;
      *-native-epoll-* | *-native-kqueue-* | *-classes-kqueue-*) ;; # of other systems
      embedded-redis-*) own_redis_only "$jar" "$image/lib/app/lib/$(basename "$jar")" ;;
      *) cp "$jar" "$image/lib/app/lib/" ;;
    esac
  done
  local class_path
  class_path=session-desk.jar$(cd "$image/lib/app/lib" && printf ':$app/lib/%s' *.jar)
  sed "s|@CLASSPATH@|$class_path|" "$here/linux/session-desk.sh" > "$image/bin/session-desk"
  chmod 755 "$image/bin/session-desk"
  "$here/licences.sh" "$java_home" "$image/lib/app/lib" "$here/licences" "$project/LICENSE" "$image/lib/legal"
  cp "$project/LICENSE" "$image/lib/legal/session-desk.txt"
  find "$image" -type d -exec chmod 755 {} +
  find "$image" -type f ! -perm -u+x -exec chmod 644 {} +
  # The cache remembers the times of what it was made with.
  find "$image" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +

  say "the cache for a fast start"
  "$here/rehearse.sh" "$image/bin/session-desk" "$image/lib/app/session-desk.aot"
  touch -d "@$SOURCE_DATE_EPOCH" "$image/lib/app/session-desk.aot"
}

# The jar holds a Redis for each system: 27 MB, of which one file is used.
own_redis_only() {
  local unpacked=$work/redis
  mkdir -p "$unpacked"
  (cd "$unpacked" && "$java_home/bin/jar" xf "$1")
  find "$unpacked" -maxdepth 1 -name 'redis-server-*' ! -name "*-$redis" -delete
  "$java_home/bin/jar" --create --file "$2" --manifest "$unpacked/META-INF/MANIFEST.MF" \
    --date="$timestamp" -C "$unpacked" .
}

# The files as they lie on the user's disk.
stage() {
  local root=$1
  mkdir -p "$root"/opt "$root"/usr/bin "$root"/usr/share/{applications,metainfo,man/man1} \
    "$root"/usr/lib/systemd/user "$root/usr/share/doc/session-desk"
  cp -a "$image" "$root/opt/session-desk"
  ln -s /opt/session-desk/bin/session-desk "$root/usr/bin/session-desk"
  cp "$here/linux/session-desk.desktop" "$root/usr/share/applications/"
  cp "$here/linux/session-desk.service" "$root/usr/lib/systemd/user/"
  local date=${timestamp%%T*}
  sed "s/@VERSION@/$version/; s/@DATE@/$date/" "$here/linux/org.sessiondesk.SessionDesk.metainfo.xml" \
    > "$root/usr/share/metainfo/org.sessiondesk.SessionDesk.metainfo.xml"
  sed "s/@VERSION@/$version/; s/@DATE@/$date/" "$here/linux/session-desk.1" |
    gzip -9n > "$root/usr/share/man/man1/session-desk.1.gz"
  local size
  for size in 16 24 32 48 64 128 256 512; do
    mkdir -p "$root/usr/share/icons/hicolor/${size}x$size/apps"
    cp "$project/src/main/resources/org/sessiondesk/ui/icons/icon-$size.png" \
      "$root/usr/share/icons/hicolor/${size}x$size/apps/session-desk.png"
  done
  mkdir -p "$root/usr/share/icons/hicolor/scalable/apps"
  cp "$project/assets/icon.svg" "$root/usr/share/icons/hicolor/scalable/apps/session-desk.svg"
  cp "$project"/README*.md "$project/.env.example" "$root/usr/share/doc/session-desk/"
  cp "$here/linux/copyright" "$root/usr/share/doc/session-desk/copyright"
  gzip -9n < "$project/CHANGELOG.md" > "$root/usr/share/doc/session-desk/changelog.gz"
  find "$root/usr" -type f -exec chmod 644 {} +
  find "$root" -type d -exec chmod 755 {} +
  find "$root" -newermt "@$SOURCE_DATE_EPOCH" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
}

deb() {
  if ! command -v dpkg-deb > /dev/null; then
    say "no dpkg-deb here: no .deb is made"
    return
  fi
  local root=$work/deb
  stage "$root"
  mkdir -p "$root/DEBIAN"
  sed -e "s/@VERSION@/$version/" -e "s/@ARCH@/$deb_arch/" -e "s/@DEPENDS@/$deb_depends/" \
    -e "s|@MAINTAINER@|${maintainer//[&|\\]/}|" \
    -e "s/@SIZE@/$(du -sk --exclude=DEBIAN "$root" | cut -f1)/" "$here/linux/control" > "$root/DEBIAN/control"
  install -m 755 "$here/linux/postrm" "$root/DEBIAN/"
  (cd "$root" && find opt usr -type f -exec md5sum {} +) > "$root/DEBIAN/md5sums"
  local package=$out/session-desk_${version}_$deb_arch.deb
  dpkg-deb --root-owner-group -Zxz -z1 --build "$root" "$package" > /dev/null
  say "made $package ($(du -m "$package" | cut -f1) MB)"
}

rpm() {
  if ! command -v rpmbuild > /dev/null; then
    say "no rpmbuild here (package rpm, or rpm-build): no .rpm is made"
    return
  fi
  local root=$work/rpm/root
  stage "$root"
  rpmbuild --quiet -bb --target "$rpm_arch" --buildroot "$work/rpm/buildroot" \
    --define "_topdir $work/rpm" --define "_rpmdir $out" --define "_build_name_fmt %{NAME}-%{VERSION}.%{ARCH}.rpm" \
    --define "staged $root" --define "app_version $version" --define "app_requires $rpm_requires" \
    "$here/linux/session-desk.spec"
  local package=$out/session-desk-$version.$rpm_arch.rpm
  say "made $package ($(du -m "$package" | cut -f1) MB)"
}

image
deb
rpm
rm -rf "$work"
say "the app image is $image ($(du -sm "$image" | cut -f1) MB)"
