/**
 * The HTTP API that TTS clients use: routes, validation in FastAPI's manner, the gates before them,
 * and what belongs to an API: its description, its metrics, its stream of events.
 */
@NullMarked
package org.sessiondesk.api;

import org.jspecify.annotations.NullMarked;
