/** Texts read aloud by a speech engine of the operator's own machine. */
@NullMarked
package org.sessiondesk.speech;

import org.jspecify.annotations.NullMarked;
