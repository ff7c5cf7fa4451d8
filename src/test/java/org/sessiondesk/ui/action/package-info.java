@NullMarked
package org.sessiondesk.ui.action;

import org.jspecify.annotations.NullMarked;
