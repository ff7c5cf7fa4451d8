/** The window itself: header, sidebar, banners, status bar, and the parts put together. */
@NullMarked
package org.sessiondesk.ui.main;

import org.jspecify.annotations.NullMarked;
