@NullMarked
package org.sessiondesk;

import org.jspecify.annotations.NullMarked;
