package org.sessiondesk.ui.table;

import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.ObservableListBase;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TablePosition;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.SessionRow;

/**
 * The model's selection as JavaFX wants to see it. JavaFX' own keeps an object per selected row and
 * compares each with each: with all of a million rows selected the window would stand still. This
 * one keeps a bit per row, and lists that make their elements when asked.
 */
final class TableSelection extends TableView.TableViewSelectionModel<SessionRow> {
  private final SessionTableModel model;
  private final Places<Integer> indices = new Places<>(i -> i);
  private final Places<SessionRow> items = new Places<>(this::rowAt);

  @SuppressWarnings("rawtypes")
  private final Places<TablePosition> cells = new Places<>(this::cellAt);

  /**
   * Single rows that are being taken out, one call after the other, as Shift with a key does with
   * all that lie outside of the new range; told of together.
   */
  private @Nullable BitSet draft;

  TableSelection(TableView<SessionRow> table, SessionTableModel model) {
    super(table);
    this.model = model;
    setSelectionMode(SelectionMode.MULTIPLE);
    model.selectionProperty().subscribe((before, now) -> changed(now));
  }

  private void changed(RowSelection now) {
    draft = null;
    setSelectedIndex(now.lead());
    setSelectedItem(now.lead() < 0 ? null : now.rows().get(now.lead()));
    indices.changed(now);
    items.changed(now);
    cells.changed(now);
  }

  private SessionRow rowAt(int index) {
    return model.shownRows().get(index);
  }

  @SuppressWarnings("rawtypes")
  private TablePosition cellAt(int index) {
    return new TablePosition<SessionRow, Object>(getTableView(), index, null);
  }

  private void publish(BitSet bits, int lead) {
    model.select(RowSelection.of(model.shownRows().result(), bits, lead));
  }

  private BitSet bits() {
    return draft != null ? draft : model.selection().bits();
  }

  private void publishDraft() {
    if (draft != null) {
      publish(draft, model.selection().lead());
    }
  }

  @Override
  public ObservableList<Integer> getSelectedIndices() {
    return indices;
  }

  @Override
  public ObservableList<SessionRow> getSelectedItems() {
    return items;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public ObservableList<TablePosition> getSelectedCells() {
    return cells;
  }

  @Override
  public boolean isSelected(int index) {
    return draft != null ? index >= 0 && draft.get(index) : model.selection().contains(index);
  }

  @Override
  public boolean isSelected(int row, @Nullable TableColumn<SessionRow, ?> column) {
    return isSelected(row);
  }

  @Override
  public boolean isEmpty() {
    return draft != null ? draft.isEmpty() : model.selection().isEmpty();
  }

  @Override
  public void clearAndSelect(int row) {
    if (row >= 0 && row < getItemCount()) {
      model.select(RowSelection.one(model.shownRows().result(), row));
      focus(row);
    }
  }

  @Override
  public void clearAndSelect(int row, @Nullable TableColumn<SessionRow, ?> column) {
    clearAndSelect(row);
  }

  @Override
  public void select(int row) {
    if (row >= 0 && row < getItemCount()) {
      var now = bits();
      now.set(row);
      publish(now, row);
      focus(row);
    }
  }

  @Override
  public void select(int row, @Nullable TableColumn<SessionRow, ?> column) {
    select(row);
  }

  @Override
  public void select(@Nullable SessionRow row) {
    select(getTableView().getItems().indexOf(row));
  }

  @Override
  public void selectIndices(int row, int @Nullable ... more) {
    var now = bits();
    int last = row;
    now.set(row);
    if (more != null) {
      for (int index : more) {
        now.set(index);
        last = index;
      }
    }
    publish(now, last);
    focus(last);
  }

  /** From {@code start} on towards {@code end}, which itself is not selected. */
  @Override
  public void selectRange(int start, int end) {
    if (start == end) {
      return;
    }
    int last = end > start ? end - 1 : end + 1;
    select(start, last);
  }

  private void select(int first, int last) {
    var now = bits();
    int low = Math.max(0, Math.min(first, last));
    int high = Math.min(getItemCount() - 1, Math.max(first, last));
    if (low <= high) {
      now.set(low, high + 1);
      int lead = Math.clamp(last, low, high);
      publish(now, lead);
      focus(lead);
    }
  }

  @Override
  public void selectRange(
      int minRow,
      @Nullable TableColumnBase<SessionRow, ?> minColumn,
      int maxRow,
      @Nullable TableColumnBase<SessionRow, ?> maxColumn) {
    select(minRow, maxRow);
  }

  @Override
  public void selectAll() {
    model.selectAll();
  }

  @Override
  public void selectFirst() {
    select(0);
  }

  @Override
  public void selectLast() {
    select(getItemCount() - 1);
  }

  @Override
  public void selectPrevious() {
    select(getFocusedIndex() < 0 ? getItemCount() - 1 : getFocusedIndex() - 1);
  }

  @Override
  public void selectNext() {
    select(getFocusedIndex() + 1);
  }

  @Override
  public void selectAboveCell() {
    selectPrevious();
  }

  @Override
  public void selectBelowCell() {
    selectNext();
  }

  @Override
  public void selectLeftCell() {}

  @Override
  public void selectRightCell() {}

  @Override
  public void clearSelection(int index) {
    if (isSelected(index)) {
      if (draft == null) {
        draft = model.selection().bits();
        Platform.runLater(this::publishDraft);
      }
      draft.clear(index);
    }
  }

  @Override
  public void clearSelection(int row, @Nullable TableColumn<SessionRow, ?> column) {
    clearSelection(row);
  }

  @Override
  public void clearSelection() {
    if (!isEmpty()) {
      publish(new BitSet(), -1);
    }
  }

  /** Something for every selected row, in the order of the table. */
  private static final class Places<T> extends ObservableListBase<T> {
    private final IntFunction<T> element;
    private RowSelection told = RowSelection.NONE;
    private int lastRank = -1;
    private int lastPlace = -1;

    Places(IntFunction<T> element) {
      this.element = element;
    }

    @Override
    public int size() {
      return told.size();
    }

    @Override
    public T get(int rank) {
      Objects.checkIndex(rank, told.size());
      if (rank == told.size() - 1) {
        return element.apply(told.last());
      }
      if (rank <= lastRank || lastRank < 0) {
        lastRank = 0;
        lastPlace = told.next(0);
      }
      while (lastRank < rank) {
        lastPlace = told.next(lastPlace + 1);
        lastRank++;
      }
      return element.apply(lastPlace);
    }

    void changed(RowSelection now) {
      boolean wasEmpty = told.isEmpty();
      told = now;
      lastRank = -1;
      modCount++;
      if (hasListeners() && !(wasEmpty && now.isEmpty())) {
        fireChange(new Other<>(this));
      }
    }
  }

  /**
   * Says that others are selected now. Listeners look for themselves which; what came is given as
   * the last one only, because JavaFX' keyboard handling goes through all that came, in quadratic
   * time.
   */
  private static final class Other<T> extends ListChangeListener.Change<T> {
    private boolean done;

    Other(ObservableList<T> list) {
      super(list);
    }

    @Override
    public boolean next() {
      boolean first = !done;
      done = true;
      return first;
    }

    @Override
    public void reset() {
      done = false;
    }

    @Override
    public boolean wasRemoved() {
      return getList().isEmpty();
    }

    @Override
    public int getFrom() {
      return Math.max(0, getList().size() - 1);
    }

    @Override
    public int getTo() {
      return getList().size();
    }

    @Override
    public List<T> getRemoved() {
      return List.of();
    }

    @Override
    protected int[] getPermutation() {
      return new int[0];
    }
  }
}
