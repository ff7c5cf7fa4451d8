#!/bin/sh
# Writes one file of licence and notices for each library that is shipped; fails where a library has none.
# Usage: licences.sh JAVA_HOME SHIPPED_JARS TEXTS PROJECT_LICENCE OUT
# SPDX-License-Identifier: Apache-2.0
set -eu

java_home=$1
jars=$2
texts=$3
apache=$4
out=$5
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$out"

from_the_table() {
  sed '/^#/d' "$texts/table.txt" | while read -r pattern files; do
    # shellcheck disable=SC2254 # a pattern it is
    case $1 in
      $pattern) echo "$files"; break ;;
    esac
  done
}

missing=0
for jar in "$jars"/*.jar; do
  name=$(basename "$jar" .jar)
  file=$out/$name.txt
  rm -rf "$scratch/jar"
  mkdir "$scratch/jar"
  "$java_home/bin/jar" tf "$jar" |
    grep -iE '^META-INF/((LICEN[CS]E|NOTICE|COPYING)([.-][A-Z0-9.]*)?|AL2\.0|LGPL2\.1)$' > "$scratch/list" || true
  found=$(cat "$scratch/list")
  {
    echo "$name"
    echo
    if [ -n "$found" ]; then
      # shellcheck disable=SC2086 # one name each
      (cd "$scratch/jar" && "$java_home/bin/jar" xf "$jar" $found && for f in $found; do cat "$f"; echo; done)
    fi
    for text in $(from_the_table "$name"); do
      if [ "$text" = Apache-2.0.txt ]; then cat "$apache"; else cat "$texts/$text"; fi
      echo
    done
  } > "$file"
  if ! grep -qi licen "$file"; then
    echo "no licence is known of $name: add a line to packaging/licences/table.txt" >&2
    missing=1
  fi
done
# JavaFX is under the licence of OpenJDK; both are in the runtime.
for text in LICENSE ASSEMBLY_EXCEPTION ADDITIONAL_LICENSE_INFO; do
  if [ -f "$java_home/legal/java.base/$text" ]; then
    { echo "JavaFX and the Java runtime"; echo; cat "$java_home/legal/java.base/$text"; } > "$out/openjdk-openjfx-$text.txt"
  fi
done
exit "$missing"
