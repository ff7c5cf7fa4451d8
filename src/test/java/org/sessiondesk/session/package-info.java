@NullMarked
package org.sessiondesk.session;

import org.jspecify.annotations.NullMarked;
