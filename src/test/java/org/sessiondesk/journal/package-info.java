@NullMarked
package org.sessiondesk.journal;

import org.jspecify.annotations.NullMarked;
