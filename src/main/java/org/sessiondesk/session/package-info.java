/**
 * The core: what a session is, the rules it obeys, and the interfaces through which the rest of the
 * program keeps, follows, segments and expires sessions. Knows nothing but the JDK.
 */
@NullMarked
package org.sessiondesk.session;

import org.jspecify.annotations.NullMarked;
