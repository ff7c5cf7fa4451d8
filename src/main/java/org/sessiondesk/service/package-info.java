/**
 * The rules: one facade for window, HTTP and command line ({@link
 * org.sessiondesk.service.SessionService}), and the live picture of all sessions ({@link
 * org.sessiondesk.service.SessionIndex}).
 */
@NullMarked
package org.sessiondesk.service;

import org.jspecify.annotations.NullMarked;
