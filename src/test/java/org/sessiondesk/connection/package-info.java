/** Tests of the core's types of connections. */
@NullMarked
package org.sessiondesk.connection;

import org.jspecify.annotations.NullMarked;
