package org.sessiondesk.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the session table was arranged. Columns are named by ids of the window's own; one that is not
 * named here stands as it does from the first.
 *
 * @param order the columns from left to right
 * @param widths in pixels
 * @param hidden the columns that are not shown
 * @param sort what the rows are sorted by, the most important first
 */
public record TableColumns(
    List<String> order, Map<String, Double> widths, Set<String> hidden, List<Sort> sort) {

  /** As it is from the first. */
  public static final TableColumns DEFAULT =
      new TableColumns(List.of(), Map.of(), Set.of(), List.of());

  public TableColumns {
    order = List.copyOf(order);
    widths = Collections.unmodifiableMap(new LinkedHashMap<>(widths));
    hidden = Collections.unmodifiableSet(new LinkedHashSet<>(hidden));
    sort = List.copyOf(sort);
  }

  /** One column that rows are sorted by. */
  public record Sort(String column, boolean descending) {}
}
