@NullMarked
package org.sessiondesk.ui.command;

import org.jspecify.annotations.NullMarked;
