/**
 * What all parts of the window share: background work, messages in two languages, dialogs, notices,
 * themes, icons, formats. Knows no session rule and no other part.
 */
@NullMarked
package org.sessiondesk.ui.fx;

import org.jspecify.annotations.NullMarked;
