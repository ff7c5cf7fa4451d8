package org.sessiondesk.ui.bin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.PutBack;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.KeptBatch;
import org.sessiondesk.session.KeptItem;
import org.sessiondesk.session.RecycleBin;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.ui.action.UndoActions;
import org.sessiondesk.ui.fx.Background;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.FrameBatcher;
import org.sessiondesk.ui.fx.Notices.Level;
import org.sessiondesk.ui.fx.Ui;

/**
 * The recycle bin page without its window: the batches, the values of the chosen one, and what can
 * be done with them. Reads only while it is looked at. Window's thread only.
 */
public final class BinModel implements AutoCloseable {

  /** How many values of a batch are listed at the most. */
  static final int MOST = 1_000;

  /**
   * A value that was not put back, since something newer is there.
   *
   * @param row the value
   * @param theirs the text that is there now; empty where that is no session
   */
  record Newer(BinRow row, String theirs) {}

  private final SessionService service;
  private final RecycleBin bin;
  private final UndoActions undo;
  private final Ui ui;
  private final Registration watching;
  private final ObservableList<KeptBatch> batches = FXCollections.observableArrayList();
  private final ObservableList<BinRow> rows = FXCollections.observableArrayList();
  private final ObservableList<KeptBatch> batchesToOthers =
      FXCollections.unmodifiableObservableList(batches);
  private final ObservableList<BinRow> rowsToOthers =
      FXCollections.unmodifiableObservableList(rows);
  private final ObjectProperty<@Nullable KeptBatch> batch = new SimpleObjectProperty<>();
  private final StringProperty search = new SimpleStringProperty(this, "search", "");
  private final BooleanProperty showing = new SimpleBooleanProperty(this, "showing");
  private final ReadOnlyBooleanWrapper reading = new ReadOnlyBooleanWrapper(this, "reading");
  private final ReadOnlyBooleanWrapper more = new ReadOnlyBooleanWrapper(this, "more");
  private final ReadOnlyObjectWrapper<@Nullable Newer> newer = new ReadOnlyObjectWrapper<>();
  private Background.@Nullable Handle readingBatches;
  private Background.@Nullable Handle readingRows;
  private long batchesTicket;
  private long rowsTicket;

  /** Makes the model; it reads once it is {@link #showingProperty showing}. */
  public BinModel(SessionService service, RecycleBin bin, UndoActions undo, Ui ui) {
    this.service = service;
    this.bin = bin;
    this.undo = undo;
    this.ui = ui;
    showing.subscribe((_, _) -> readBatches());
    search.subscribe((_, _) -> readBatches());
    batch.subscribe((_, _) -> readRows());
    watching = bin.watch(new FrameBatcher(this::readBatches)::request);
  }

  // ---- properties

  /** The batches that something of what is searched for is in, the newest first. */
  public ObservableList<KeptBatch> batches() {
    return batchesToOthers;
  }

  /** The chosen batch, or null. */
  public ObjectProperty<@Nullable KeptBatch> batchProperty() {
    return batch;
  }

  /** The values of the chosen batch that are searched for, as far as they are listed. */
  ObservableList<BinRow> rows() {
    return rowsToOthers;
  }

  /** Whether the chosen batch has more of them than are listed. */
  public ReadOnlyBooleanProperty moreProperty() {
    return more.getReadOnlyProperty();
  }

  /** What must occur in a session's id, text or name. */
  public StringProperty searchProperty() {
    return search;
  }

  /** Whether anybody looks. */
  public BooleanProperty showingProperty() {
    return showing;
  }

  /** Whether the batches are being read. */
  public ReadOnlyBooleanProperty readingProperty() {
    return reading.getReadOnlyProperty();
  }

  /** The value that was not put back last, since something newer is there; or null. */
  ReadOnlyObjectProperty<@Nullable Newer> newerProperty() {
    return newer.getReadOnlyProperty();
  }

  /** How much is kept at the most. */
  RecycleBin.Limits limits() {
    return bin.limits();
  }

  /** Whether the batch can be put back here: its store is the one that is connected. */
  boolean isHere(KeptBatch which) {
    return service.undoing().isHere(which.store());
  }

  // ---- commands

  /** Puts back the whole chosen batch. */
  public void putBackBatch() {
    if (batch.get() != null) {
      newer.set(null);
      undo.putBack(batch.get());
    }
  }

  /** Puts back some of its values. */
  void putBack(List<BinRow> some) {
    var chosen = batch.get();
    if (chosen != null && !some.isEmpty()) {
      newer.set(null);
      undo.putBack(
          chosen,
          some.stream().map(BinRow::item).toList(),
          others ->
              others.stream()
                  .filter(end -> end.end() == PutBack.End.NEWER)
                  .findFirst()
                  .ifPresent(end -> compare(end, some)));
    }
  }

  /** Shows what is there instead of a value. */
  private void compare(PutBack end, List<BinRow> some) {
    var row = some.stream().filter(r -> r.item().equals(end.item())).findFirst();
    if (row.isEmpty()) {
      return;
    }
    var id = end.item().kept().id();
    ui.background()
        .task(() -> service.open(id))
        .onSuccess(
            there ->
                newer.set(
                    new Newer(
                        row.get(),
                        there
                            .filter(StoredSession.class::isInstance)
                            .map(entry -> ((StoredSession) entry).session().text())
                            .orElse(""))))
        .start();
  }

  /** Puts a value back as a session of its own. */
  void putBackAsNew(BinRow row) {
    var chosen = batch.get();
    if (chosen == null) {
      return;
    }
    newer.set(null);
    var lease = service.lease();
    ui.background()
        .task(() -> service.within(lease, () -> service.undoing().putBackAsNew(chosen, row.item())))
        .onSuccess(
            id ->
                ui.notices()
                    .show(
                        id.isPresent() ? Level.SUCCESS : Level.WARNING,
                        ui.messages().get(id.isPresent() ? "bin.asnew.done" : "bin.asnew.over")))
        .start();
  }

  /** Leaves what is there as it is, and the old value in the bin. */
  void skip() {
    newer.set(null);
  }

  /** Removes the chosen batch for ever, after a question. */
  public void deleteBatch() {
    var chosen = batch.get();
    if (chosen != null && confirmed("bin.delete", chosen.count())) {
      remove(List.of(chosen));
    }
  }

  /** Removes all batches for ever, after a question. */
  public void empty() {
    search.set("");
    var all = List.copyOf(batches);
    if (!all.isEmpty() && confirmed("bin.empty", all.stream().mapToLong(KeptBatch::count).sum())) {
      remove(all);
    }
  }

  private boolean confirmed(String key, long count) {
    var messages = ui.messages();
    return ui.dialogs()
        .confirm(
            new Dialogs.Confirmation(
                messages.get(key + ".title", count),
                messages.get("bin.delete.text"),
                messages.get("bin.delete.button"),
                true));
  }

  private void remove(List<KeptBatch> some) {
    ui.background()
        .task(
            () -> {
              some.forEach(each -> bin.remove(each.id()));
              return some.size();
            })
        .start();
  }

  // ---- reading

  private String wanted() {
    return Objects.requireNonNullElse(search.get(), "").strip().toLowerCase(Locale.ROOT);
  }

  private void readBatches() {
    long mine = ++batchesTicket;
    if (readingBatches != null) {
      readingBatches.cancel();
      readingBatches = null;
    }
    if (!showing.get()) {
      reading.set(false);
      return;
    }
    reading.set(true);
    var wanted = wanted();
    readingBatches =
        ui.background()
            .task(() -> find(wanted))
            .onSuccess(
                found -> {
                  if (mine == batchesTicket) {
                    show(found);
                  }
                })
            .onEnd(
                () -> {
                  if (mine == batchesTicket) {
                    reading.set(false);
                  }
                })
            .start();
  }

  private List<KeptBatch> find(String wanted) {
    var all = bin.batches();
    if (wanted.isEmpty()) {
      return all;
    }
    Set<String> matching = new HashSet<>();
    for (var each : all) {
      bin.forEach(
          each.id(),
          item -> {
            if (row(item).contains(wanted)) {
              matching.add(each.id());
              return false;
            }
            return !Thread.currentThread().isInterrupted();
          });
    }
    return all.stream().filter(each -> matching.contains(each.id())).toList();
  }

  private BinRow row(KeptItem item) {
    return BinRow.of(item, service.journal().read(item.kept().value()).orElse(null));
  }

  private void show(List<KeptBatch> found) {
    var before = batch.get();
    batches.setAll(found);
    Optional<KeptBatch> same =
        found.stream().filter(b -> before != null && b.id().equals(before.id())).findFirst();
    var now = same.orElse(found.isEmpty() ? null : found.getFirst());
    if (Objects.equals(now, before)) {
      readRows();
    } else {
      batch.set(now);
    }
  }

  private record Rows(List<BinRow> rows, boolean more) {}

  private void readRows() {
    long mine = ++rowsTicket;
    if (readingRows != null) {
      readingRows.cancel();
      readingRows = null;
    }
    var chosen = batch.get();
    if (chosen == null) {
      rows.clear();
      more.set(false);
      newer.set(null);
      return;
    }
    var wanted = wanted();
    readingRows =
        ui.background()
            .task(() -> rows(chosen, wanted))
            .onSuccess(
                read -> {
                  if (mine == rowsTicket) {
                    rows.setAll(read.rows());
                    more.set(read.more());
                  }
                })
            .start();
  }

  private Rows rows(KeptBatch chosen, String wanted) {
    var found = new ArrayList<BinRow>();
    boolean[] cut = new boolean[1];
    bin.forEach(
        chosen.id(),
        item -> {
          var row = row(item);
          if (row.contains(wanted)) {
            cut[0] = found.size() == MOST;
            if (cut[0]) {
              return false;
            }
            found.add(row);
          }
          return !Thread.currentThread().isInterrupted();
        });
    return new Rows(found, cut[0]);
  }

  /** Stops following. */
  @Override
  public void close() {
    watching.close();
  }
}
