package org.sessiondesk.ui.table;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.scene.control.TableColumn;
import javafx.scene.control.Tooltip;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.service.SessionQuery.Column;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Ui;

/** Makes the table's columns and their cells. */
final class SessionColumns {
  private static final PseudoClass SOON = PseudoClass.getPseudoClass("soon");

  private final Ui ui;

  SessionColumns(Ui ui) {
    this.ui = ui;
  }

  /** The column that shows {@code which}. */
  TableColumn<SessionRow, SessionRow> make(Column which) {
    var column = new TableColumn<SessionRow, SessionRow>();
    column.setId("table-column-" + which.name().toLowerCase(Locale.ROOT));
    column.setUserData(which);
    column.textProperty().bind(ui.messages().bind(key(which)));
    column.setCellValueFactory(features -> new ReadOnlyObjectWrapper<>(features.getValue()));
    column.setReorderable(true);
    switch (which) {
      case STATE -> {
        column.setCellFactory(_ -> new StateCell(ui));
        column.setMinWidth(44);
      }
      case TITLE -> {
        column.setCellFactory(_ -> new TitleCell(ui));
        column.setMinWidth(142);
      }
      case VOICE -> {
        column.setCellFactory(_ -> new VoiceCell());
        column.setMinWidth(118);
      }
      case KIND -> {
        text(column, this::kind);
        column.setMinWidth(92);
      }
      case CREATED -> column.setCellFactory(_ -> new CreatedCell());
      case EXPIRES -> {
        column.setCellFactory(_ -> new ExpiresCell());
        column.getStyleClass().add("table-numbers");
      }
      case METADATA -> {
        text(column, row -> RowText.visible(row.metadata()));
        column.setMinWidth(78);
        column.getStyleClass().add("table-quiet");
      }
      case ID -> {
        text(column, row -> RowText.visible(row.id().value()));
        column.getStyleClass().addAll(DeskStyles.MONO, "table-quiet");
      }
    }
    return column;
  }

  /** The key of a column's name. */
  static String key(Column which) {
    return "table.column." + which.name().toLowerCase(Locale.ROOT);
  }

  private String kind(SessionRow row) {
    if (row.unreadable() != null) {
      return "";
    }
    return ui.messages().get(row.persistent() ? "table.kind.persistent" : "table.kind.temporary");
  }

  private void text(TableColumn<SessionRow, SessionRow> column, Function<SessionRow, String> text) {
    column.setMinWidth(56);
    column.setCellFactory(
        _ ->
            new SessionCell(ui.clock(), false) {
              @Override
              void show(SessionRow row, Instant now) {
                setText(text.apply(row));
              }
            });
  }

  /** The voice without what all of them end in; a tooltip says it whole. */
  private final class VoiceCell extends SessionCell {
    private final Tooltip whole = new Tooltip();

    VoiceCell() {
      super(ui.clock(), false);
    }

    @Override
    void show(SessionRow row, Instant now) {
      setText(RowText.voice(row.voice()));
      whole.setText(RowText.visible(row.voice()));
      setTooltip(row.voice().isEmpty() ? null : whole);
    }
  }

  /** How long ago it was created; a tooltip says it exactly. */
  private final class CreatedCell extends SessionCell {
    private final Tooltip exact = new Tooltip();

    CreatedCell() {
      super(ui.clock(), true);
      getStyleClass().add(DeskStyles.NUMBERS);
    }

    @Override
    void show(SessionRow row, Instant now) {
      var created = row.createdAt();
      if (created == null) {
        clear();
        return;
      }
      setText(ui.formats().agoOrDay(created, now));
      exact.setText(ui.formats().exact(created));
      setTooltip(exact);
    }
  }

  /** How long it lives, counted down every second. */
  private final class ExpiresCell extends SessionCell {
    private final Tooltip exact = new Tooltip();

    ExpiresCell() {
      super(ui.clock(), true);
      getStyleClass().addAll(DeskStyles.NUMBERS, "table-numbers");
    }

    @Override
    void show(SessionRow row, Instant now) {
      var state = row.state(now);
      var deadline = row.expiresAt();
      boolean soon = false;
      switch (state) {
        case UNREADABLE -> setText(null);
        case PERSISTENT -> setText(ui.messages().get("table.expires.never"));
        case EXPIRED -> setText(ui.messages().get("table.expires.expired"));
        case ACTIVE -> {
          var left = deadline == null ? Duration.ZERO : Duration.between(now, deadline);
          soon = left.compareTo(SessionQuery.SOON) < 0;
          setText(ui.formats().countdown(left));
        }
      }
      pseudoClassStateChanged(SOON, soon);
      if (deadline == null || row.persistent()) {
        setTooltip(null);
      } else {
        exact.setText(ui.formats().exact(deadline));
        setTooltip(exact);
      }
    }

    @Override
    void clear() {
      super.clear();
      pseudoClassStateChanged(SOON, false);
    }
  }
}
