#!/bin/sh
# Starts Session Desk with its own Java runtime.
# SPDX-License-Identifier: Apache-2.0
home=$(readlink -f "$0")
home=${home%/bin/*}
app=$home/lib/app
# The same flags as those with which the cache was made, or it is good for nothing. A cache that does not fit (another
# processor, JDK_JAVA_OPTIONS) is passed over in silence: the program then only starts more slowly.
# Before the first frame there is more to compile than it is worth: the compilers give way to the window (not to the
# service, whose calls may keep all processors busy). Java would warn that for other aims this needs privileges.
patience='-XX:ThreadPriorityPolicy=1 -XX:CompilerThreadPriority=10 -XX:-PrintWarnings'
case " $* " in *' --headless '*) patience= ;; esac
# shellcheck disable=SC2086 # several options each
exec "$home/lib/runtime/bin/java" $patience \
  -XX:AOTCache="$app/session-desk.aot" '-Xlog:aot*=off,cds*=off' -XX:+UseCompactObjectHeaders \
  --enable-native-access=ALL-UNNAMED,javafx.graphics --sun-misc-unsafe-memory-access=allow \
  ${SESSION_DESK_JAVA_OPTIONS-} \
  -cp "$app/@CLASSPATH@" org.sessiondesk.app.Main "$@"
