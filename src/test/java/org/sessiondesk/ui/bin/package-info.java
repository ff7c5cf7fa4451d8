@NullMarked
package org.sessiondesk.ui.bin;

import org.jspecify.annotations.NullMarked;
