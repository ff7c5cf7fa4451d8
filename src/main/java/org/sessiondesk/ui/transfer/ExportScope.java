package org.sessiondesk.ui.transfer;

import java.util.List;
import java.util.function.Supplier;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.transfer.ExportRequest.Selection;

/**
 * What could be exported at one moment.
 *
 * @param all how many sessions there are
 * @param selected how many are selected
 * @param ids gives the selected ones; takes a while where they are many
 * @param query what the table shows
 * @param found how many that are
 */
public record ExportScope(
    long all, long selected, Supplier<List<SessionId>> ids, SessionQuery query, long found) {

  /** Which of them. */
  public enum What {
    /** All there are. */
    ALL,
    /** Those that the table shows. */
    FOUND,
    /** Those that are selected. */
    SELECTED
  }

  /** How many they are. */
  public long count(What what) {
    return switch (what) {
      case ALL -> all;
      case FOUND -> found;
      case SELECTED -> selected;
    };
  }

  /** Gives those of them; takes a while where they are many, so not on the window's thread. */
  Supplier<Selection> selection(What what) {
    return () ->
        switch (what) {
          case ALL -> new Selection.All();
          case FOUND -> new Selection.Query(query);
          case SELECTED -> new Selection.Ids(ids.get());
        };
  }
}
