package org.sessiondesk.transfer;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.SessionId;

/** The ids of a selection, as they are now: what comes later is not among them. */
final class SelectedIds {
  private SelectedIds() {}

  /** The ids; of all and of a query as the picture shows them, which must be complete. */
  static List<SessionId> of(ExportRequest.Selection selection, SessionService service) {
    return switch (selection) {
      case ExportRequest.Selection.All _ -> ids(service.index().query(SessionQuery.ALL));
      case ExportRequest.Selection.Ids some -> distinct(some.ids());
      case ExportRequest.Selection.Query query -> ids(service.index().query(query.query()));
    };
  }

  private static List<SessionId> distinct(List<SessionId> ids) {
    var seen = new IdSet();
    var distinct = new ArrayList<SessionId>(ids.size());
    for (var id : ids) {
      if (seen.add(id)) {
        distinct.add(id);
      }
    }
    return distinct;
  }

  /** A view: a million ids as text would take a hundred megabytes. */
  static List<SessionId> ids(List<SessionRow> rows) {
    return new AbstractList<>() {
      @Override
      public SessionId get(int index) {
        return rows.get(index).id();
      }

      @Override
      public int size() {
        return rows.size();
      }
    };
  }
}
