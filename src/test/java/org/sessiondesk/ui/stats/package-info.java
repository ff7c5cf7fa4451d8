@NullMarked
package org.sessiondesk.ui.stats;

import org.jspecify.annotations.NullMarked;
