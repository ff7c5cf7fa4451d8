package org.sessiondesk.ui.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Skin;
import javafx.scene.control.TablePosition;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.TableViewSkin;
import javafx.scene.control.skin.VirtualFlow;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.QueryResult;
import org.sessiondesk.service.SessionRow;

/**
 * A table whose rows can be swapped while somebody works in it: the row under the pointer, or the
 * selected one, or else the one at the top stays where it is on the screen, and focus and the
 * anchor of Shift stay on their sessions. At the very top it stays at the very top, so that new
 * sessions are seen to come.
 */
final class SessionRowsTable extends TableView<SessionRow>
    implements SessionTableModel.SwapObserver {

  /** How high a row is, in pixels, where no style sheet says otherwise. */
  static final double ROW_HEIGHT = 32;

  /** Where JavaFX keeps the place from which Shift selects. */
  static final String ANCHOR = "anchor";

  private @Nullable SessionRow topRow;
  private double topOffset;
  private @Nullable SessionRow focusedRow;
  private int focusedIndex = -1;
  private @Nullable SessionRow anchorRow;
  private final FreshRows fresh = new FreshRows();
  private final Supplier<Instant> now;
  private final IntSupplier lead;
  private List<SessionRow> seenBefore = List.of();

  /**
   * Makes it.
   *
   * @param lead where the row that was selected last stands; negative where none is
   */
  SessionRowsTable(Supplier<Instant> now, IntSupplier lead) {
    this.now = now;
    this.lead = lead;
    setFixedCellSize(ROW_HEIGHT);
  }

  /** What is hinted at. */
  FreshRows fresh() {
    return fresh;
  }

  private static final class FlowSkin extends TableViewSkin<SessionRow> {
    FlowSkin(TableView<SessionRow> table) {
      super(table);
    }

    VirtualFlow<?> flow() {
      return getVirtualFlow();
    }
  }

  @Override
  protected Skin<?> createDefaultSkin() {
    return new FlowSkin(this);
  }

  private @Nullable VirtualFlow<?> flow() {
    return getSkin() instanceof FlowSkin skin ? skin.flow() : null;
  }

  private @Nullable SessionRow rowAt(int index) {
    return index >= 0 && index < getItems().size() ? getItems().get(index) : null;
  }

  @Override
  public void beforeSwap() {
    var flow = flow();
    seenBefore = onScreen(flow);
    keepInPlace(flow);
    focusedIndex = getFocusModel().getFocusedIndex();
    focusedRow = rowAt(focusedIndex);
    anchorRow =
        getProperties().get(ANCHOR) instanceof TablePosition<?, ?> anchor
            ? rowAt(anchor.getRow())
            : null;
  }

  @Override
  public void afterSwap(QueryResult result, boolean sameQuestion) {
    keepFocus(result);
    var flow = flow();
    if (flow == null || result.isEmpty()) {
      return;
    }
    if (!sameQuestion) {
      layout();
      flow.scrollToTop(0);
    } else if (topRow != null) {
      int place = result.indexOfSession(topRow);
      if (place >= 0) {
        layout();
        scrollTo(flow, place * getFixedCellSize() - topOffset);
      }
    }
    if (sameQuestion) {
      layout();
      fresh.compare(seenBefore, onScreen(flow), now.get());
    }
  }

  /**
   * The row that stays where it is: the one under the pointer, the selected one where it is seen,
   * else the top one; none at the very top, so that new sessions are seen to come.
   */
  private void keepInPlace(@Nullable VirtualFlow<?> flow) {
    topRow = null;
    IndexedCell<?> first = flow == null ? null : flow.getFirstVisibleCell();
    IndexedCell<?> last = flow == null ? null : flow.getLastVisibleCell();
    if (flow == null || first == null || last == null) {
      return;
    }
    boolean atTop = first.getIndex() == 0 && first.getLayoutY() > -1;
    int kept = atTop ? -1 : first.getIndex();
    int selected = lead.getAsInt();
    if (selected >= first.getIndex() && selected <= last.getIndex()) {
      kept = selected;
    }
    for (int i = first.getIndex(); i <= last.getIndex(); i++) {
      var cell = flow.getCell(i);
      if (cell != null && cell.isHover()) {
        kept = i;
      }
    }
    if (kept >= 0) {
      topRow = rowAt(kept);
      topOffset = first.getLayoutY() + (kept - first.getIndex()) * getFixedCellSize();
    }
  }

  private List<SessionRow> onScreen(@Nullable VirtualFlow<?> flow) {
    IndexedCell<?> first = flow == null ? null : flow.getFirstVisibleCell();
    IndexedCell<?> last = flow == null ? null : flow.getLastVisibleCell();
    var rows = new ArrayList<SessionRow>();
    if (first != null && last != null) {
      for (int i = first.getIndex(); i <= last.getIndex(); i++) {
        var row = rowAt(i);
        if (row != null) {
          rows.add(row);
        }
      }
    }
    return rows;
  }

  private void keepFocus(QueryResult result) {
    if (focusedRow != null) {
      int place = result.indexOfSession(focusedRow);
      // Where its session is gone the focus stays at its height, so that the arrow keys go on
      // there.
      getFocusModel().focus(place >= 0 ? place : Math.min(focusedIndex, result.size() - 1));
    }
    if (anchorRow != null) {
      int place = result.indexOfSession(anchorRow);
      if (place >= 0) {
        getProperties().put(ANCHOR, new TablePosition<SessionRow, Object>(this, place, null));
      }
    }
  }

  private void scrollTo(VirtualFlow<?> flow, double wanted) {
    IndexedCell<?> first = flow.getFirstVisibleCell();
    if (first != null) {
      double now = first.getIndex() * getFixedCellSize() - first.getLayoutY();
      if (Math.abs(wanted - now) > 0.5) {
        flow.scrollPixels(wanted - now);
      }
    }
  }

  @Override
  public void reveal(int place) {
    getFocusModel().focus(place);
    var flow = flow();
    if (flow != null) {
      layout();
      IndexedCell<?> first = flow.getFirstVisibleCell();
      IndexedCell<?> last = flow.getLastVisibleCell();
      if (first == null || last == null || place <= first.getIndex() || place >= last.getIndex()) {
        flow.scrollTo(place);
      }
    }
  }
}
