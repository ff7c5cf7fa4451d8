@NullMarked
package org.sessiondesk.text;

import org.jspecify.annotations.NullMarked;
