package org.sessiondesk.transfer;

import java.util.List;
import org.sessiondesk.connection.ConnectionProfile;

/**
 * What is to be changed of many sessions.
 *
 * @param selection which sessions; those of a query as the picture shows them, which must be
 *     complete
 * @param edits the changes, made in their order
 * @param profile the profile of the store that is connected
 */
public record BulkEditRequest(
    ExportRequest.Selection selection, List<SessionEdit> edits, ConnectionProfile profile) {
  public BulkEditRequest {
    edits = List.copyOf(edits);
  }
}
