@NullMarked
package org.sessiondesk.ui.fx;

import org.jspecify.annotations.NullMarked;
