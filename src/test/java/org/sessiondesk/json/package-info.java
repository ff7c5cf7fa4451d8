@NullMarked
package org.sessiondesk.json;

import org.jspecify.annotations.NullMarked;
