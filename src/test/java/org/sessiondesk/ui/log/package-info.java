@NullMarked
package org.sessiondesk.ui.log;

import org.jspecify.annotations.NullMarked;
