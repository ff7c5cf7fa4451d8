@NullMarked
package org.sessiondesk.transfer;

import org.jspecify.annotations.NullMarked;
