/** Tests of the search. */
@NullMarked
package org.sessiondesk.ui.search;

import org.jspecify.annotations.NullMarked;
