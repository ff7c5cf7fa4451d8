@NullMarked
package org.sessiondesk.ui.transfer;

import org.jspecify.annotations.NullMarked;
