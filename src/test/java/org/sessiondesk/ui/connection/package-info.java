@NullMarked
package org.sessiondesk.ui.connection;

import org.jspecify.annotations.NullMarked;
