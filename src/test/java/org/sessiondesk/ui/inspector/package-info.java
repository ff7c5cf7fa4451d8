@NullMarked
package org.sessiondesk.ui.inspector;

import org.jspecify.annotations.NullMarked;
