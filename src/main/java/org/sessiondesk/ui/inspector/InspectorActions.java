package org.sessiondesk.ui.inspector;

import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.feather.Feather;
import org.sessiondesk.ui.fx.Action;
import org.sessiondesk.ui.fx.Ui;

/** What can be done with what is edited. */
final class InspectorActions {
  private final Action save;
  private final Action revert;

  InspectorActions(InspectorModel model, Ui ui) {
    var draft = model.draft();
    var clean = model.dirtyProperty().not().or(model.savingProperty());
    var canSave =
        InspectorBars.when(
            () ->
                model.dirtyProperty().get()
                    && !model.savingProperty().get()
                    && !model.goneProperty().get()
                    && model.mergeProperty().get() == null
                    && !isExpired(model, ui)
                    && draft.validProperty().get(),
            model.dirtyProperty(),
            model.savingProperty(),
            model.goneProperty(),
            model.mergeProperty(),
            model.contentProperty(),
            ui.clock().nowProperty(),
            draft.validProperty());
    save =
        Action.of(
                "inspector.save",
                "inspector.save",
                Action.Group.INSPECTOR,
                Feather.SAVE,
                model::save)
            .withKeysInPart(new KeyCodeCombination(KeyCode.S, KeyCombination.SHORTCUT_DOWN))
            .enabledWhile(
                canSave,
                () ->
                    model.dirtyProperty().get()
                        ? "inspector.whynot.save"
                        : "inspector.whynot.clean");
    revert =
        Action.of(
                "inspector.revert",
                "inspector.revert",
                Action.Group.INSPECTOR,
                Feather.ROTATE_CCW,
                model::revert)
            .enabledWhile(clean.not(), () -> "inspector.whynot.clean");
  }

  private static boolean isExpired(InspectorModel model, Ui ui) {
    return model.contentProperty().get() instanceof Content.Open(var stored)
        && stored.session().isExpired(ui.clock().now());
  }

  Action save() {
    return save;
  }

  Action revert() {
    return revert;
  }

  List<Action> all() {
    return List.of(save, revert);
  }
}
