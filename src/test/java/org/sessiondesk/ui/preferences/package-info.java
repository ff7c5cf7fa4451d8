@NullMarked
package org.sessiondesk.ui.preferences;

import org.jspecify.annotations.NullMarked;
