/** The composition root: the command line, the window's and the service's life cycle. */
@NullMarked
package org.sessiondesk.app;

import org.jspecify.annotations.NullMarked;
