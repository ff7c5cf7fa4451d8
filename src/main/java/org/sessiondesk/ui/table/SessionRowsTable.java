package org.sessiondesk.ui.table;

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
 * A table whose rows can be swapped while somebody works in it: the row at the top stays where it
 * is on the screen, and focus and the anchor of Shift stay on their sessions. At the very top it
 * stays at the very top, so that new sessions are seen to come.
 */
final class SessionRowsTable extends TableView<SessionRow>
    implements SessionTableModel.SwapObserver {

  /** How high a row is, in pixels. */
  static final double ROW_HEIGHT = 32;

  /** Where JavaFX keeps the place from which Shift selects. */
  static final String ANCHOR = "anchor";

  private @Nullable SessionRow topRow;
  private double topOffset;
  private @Nullable SessionRow focusedRow;
  private int focusedIndex = -1;
  private @Nullable SessionRow anchorRow;

  SessionRowsTable() {
    setFixedCellSize(ROW_HEIGHT);
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
    IndexedCell<?> first = flow == null ? null : flow.getFirstVisibleCell();
    topOffset = first == null ? 0 : first.getLayoutY();
    boolean atTop = first == null || (first.getIndex() == 0 && topOffset > -1);
    topRow = first == null || atTop ? null : rowAt(first.getIndex());
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
        scrollTo(flow, place * ROW_HEIGHT - topOffset);
      }
    }
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

  private static void scrollTo(VirtualFlow<?> flow, double wanted) {
    IndexedCell<?> first = flow.getFirstVisibleCell();
    if (first != null) {
      double now = first.getIndex() * ROW_HEIGHT - first.getLayoutY();
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
