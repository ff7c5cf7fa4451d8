@NullMarked
package org.sessiondesk.ui.table;

import org.jspecify.annotations.NullMarked;
