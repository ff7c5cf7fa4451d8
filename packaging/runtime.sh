#!/bin/sh
# Links the Java runtime that is shipped: the modules that the program needs, JavaFX of this system in it.
# Usage: runtime.sh JAVA_HOME LIBRARIES PROGRAM_JAR WORK_FOLDER RUNTIME
# SPDX-License-Identifier: Apache-2.0
set -eu

java_home=$1
libraries=$2
program=$3
work=$4
runtime=$5

# What jdeps cannot see, since it is looked up by name:
#   jdk.localedata  Chinese dates and numbers
#   java.naming     looked for by the logger at its start
#   jdk.net         who is at the other end of a Unix socket (the keychain)
#   jdk.zipfs       style sheets and icons are read out of jars
also=jdk.localedata,java.naming,jdk.net,jdk.zipfs

# What jdeps finds, but only in parts of libraries that run while programs are built (annotation processors, doclets).
unwanted='jdk\.javadoc|jdk\.compiler|java\.compiler'

mkdir -p "$work/jmods" "$work/classes"

# JavaFX comes as jars with its native libraries inside; at run time it would unpack them into the user's home. As
# modules with a place for native libraries they end up in the runtime itself.
for jar in "$libraries"/javafx-*-*-*.jar "$libraries"/javafx-*-*.jar; do
  [ -f "$jar" ] || continue
  name=$(basename "$jar" | sed -E 's/^javafx-([a-z]+)-.*/\1/')
  "$java_home/bin/jar" tf "$jar" | grep -q '^module-info.class$' || continue
  [ -e "$work/jmods/javafx.$name.jmod" ] && continue
  mkdir -p "$work/fx/$name/classes" "$work/fx/$name/libs"
  (cd "$work/fx/$name/classes" && "$java_home/bin/jar" xf "$jar")
  find "$work/fx/$name/classes" -maxdepth 1 -type f \
    \( -name '*.so' -o -name '*.dylib' -o -name '*.dll' \) -exec mv {} "$work/fx/$name/libs/" \;
  rm -f "$work/fx/$name/classes/javafx-swt.jar" "$work/fx/$name/libs/libavplugin"*
  "$java_home/bin/jmod" create --class-path "$work/fx/$name/classes" --libs "$work/fx/$name/libs" \
    "$work/jmods/javafx.$name.jmod"
done

# The libraries are on the class path there, but jdeps takes those with a module descriptor for modules: all classes in
# one folder have none.
for jar in "$program" "$libraries"/*.jar; do
  case $(basename "$jar") in
    javafx-* | swagger-ui-* | *-native-epoll-* | *-native-kqueue-*) ;;
    *) (cd "$work/classes" && "$java_home/bin/jar" xf "$jar") ;;
  esac
done
find "$work/classes" -name module-info.class -delete
if [ -d "$work/classes/META-INF/versions" ]; then
  for version in "$work/classes/META-INF/versions"/*; do cp -R "$version/." "$work/classes/"; done
fi
rm -rf "$work/classes/META-INF"

fx_modules=$(cd "$work/jmods" && ls | sed 's/\.jmod$//' | paste -sd, -)
needed=$("$java_home/bin/jdeps" -q --ignore-missing-deps --print-module-deps \
  --module-path "$(ls -d "$work"/fx/*/classes | paste -sd: -)" --add-modules "$fx_modules" "$work/classes" |
  tr ',' '\n' | grep -vxE "$unwanted" | paste -sd, -)
echo "modules: $needed,$fx_modules,$also"

rm -rf "$runtime"
"$java_home/bin/jlink" --module-path "$work/jmods" --add-modules "$needed,$fx_modules,$also" \
  --include-locales=en,zh --no-header-files --no-man-pages --output "$runtime"

# The JDK's own classes, ready made, for a start for which the program's own cache cannot be used.
"$runtime/bin/java" -XX:+UseCompactObjectHeaders -Xshare:dump -Xlog:disable

# Of the commands only the launcher is for users.
find "$runtime/bin" -type f ! -name java ! -name 'java.exe' ! -name 'javaw.exe' ! -name '*.dll' -delete
