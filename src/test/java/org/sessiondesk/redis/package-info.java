@NullMarked
package org.sessiondesk.redis;

import org.jspecify.annotations.NullMarked;
