@NullMarked
package org.sessiondesk.ui.main;

import org.jspecify.annotations.NullMarked;
