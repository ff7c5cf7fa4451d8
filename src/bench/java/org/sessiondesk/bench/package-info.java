/** Benchmarks: plain programs that print a table, run by {@code ./mvnw -Pbench verify}. */
@NullMarked
package org.sessiondesk.bench;

import org.jspecify.annotations.NullMarked;
