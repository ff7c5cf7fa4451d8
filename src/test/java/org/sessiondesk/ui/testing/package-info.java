/** What tests of the window share. */
@NullMarked
package org.sessiondesk.ui.testing;

import org.jspecify.annotations.NullMarked;
