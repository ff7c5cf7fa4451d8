@NullMarked
package org.sessiondesk.api;

import org.jspecify.annotations.NullMarked;
