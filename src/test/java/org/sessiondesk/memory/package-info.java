@NullMarked
package org.sessiondesk.memory;

import org.jspecify.annotations.NullMarked;
