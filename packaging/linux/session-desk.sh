#!/bin/sh
# Starts Session Desk with its own Java runtime.
# SPDX-License-Identifier: Apache-2.0
home=$(readlink -f "$0")
home=${home%/bin/*}
app=$home/lib/app
# The same flags as those with which the cache was made, or it is good for nothing. A cache that does not fit (another
# processor, JDK_JAVA_OPTIONS) is passed over in silence: the program then only starts more slowly.
exec "$home/lib/runtime/bin/java" \
  -XX:AOTCache="$app/session-desk.aot" '-Xlog:aot*=off,cds*=off' -XX:+UseCompactObjectHeaders \
  --enable-native-access=ALL-UNNAMED,javafx.graphics --sun-misc-unsafe-memory-access=allow \
  ${SESSION_DESK_JAVA_OPTIONS-} \
  -cp "$app/@CLASSPATH@" org.sessiondesk.app.Main "$@"
