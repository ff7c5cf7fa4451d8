@NullMarked
package org.sessiondesk.ui.audit;

import org.jspecify.annotations.NullMarked;
