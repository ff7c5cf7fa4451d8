@NullMarked
package org.sessiondesk.ui.form;

import org.jspecify.annotations.NullMarked;
