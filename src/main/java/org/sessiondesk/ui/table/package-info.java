/**
 * The session table: a list of up to a million sessions that is searched, sorted and refreshed in
 * the background while it is being used.
 */
@NullMarked
package org.sessiondesk.ui.table;

import org.jspecify.annotations.NullMarked;
