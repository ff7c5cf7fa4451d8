/**
 * The core's other half: which Redis is meant, how it is doing, and who connects to it. Knows
 * nothing but the JDK.
 */
@NullMarked
package org.sessiondesk.connection;

import org.jspecify.annotations.NullMarked;
