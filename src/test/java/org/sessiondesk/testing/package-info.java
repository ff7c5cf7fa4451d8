@NullMarked
package org.sessiondesk.testing;

import org.jspecify.annotations.NullMarked;
