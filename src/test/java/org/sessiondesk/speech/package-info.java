@NullMarked
package org.sessiondesk.speech;

import org.jspecify.annotations.NullMarked;
