/**
 * JSON text: reads and writes the core's {@link org.sessiondesk.session.Json} with Jackson's
 * streaming parser and generator. Shared by what stores sessions and what sends them over HTTP.
 */
@NullMarked
package org.sessiondesk.json;

import org.jspecify.annotations.NullMarked;
