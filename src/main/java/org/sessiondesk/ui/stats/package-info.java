/** The dashboard: the very numbers of the statistics, their history, and the deadlines ahead. */
@NullMarked
package org.sessiondesk.ui.stats;

import org.jspecify.annotations.NullMarked;
