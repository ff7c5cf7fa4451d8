package org.sessiondesk.transfer;

import org.sessiondesk.connection.ConnectionProfile;

/**
 * What is to be cleaned up.
 *
 * @param selection which sessions; those of a query as the picture shows them, which must be
 *     complete
 * @param profile the profile of the store that is connected
 */
public record CleanupRequest(ExportRequest.Selection selection, ConnectionProfile profile) {}
