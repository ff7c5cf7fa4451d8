package org.sessiondesk.ui.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Problem;

/** Dialogs that nobody sees: they note what was asked and shown, and answer as a test says. */
public final class RecordingDialogs implements Dialogs {
  private final List<Confirmation> confirmations = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private final List<Panel> panels = new ArrayList<>();
  private boolean answer = true;
  private Optional<Path> file = Optional.empty();

  /** What questions are answered from now on; yes at first. */
  public void answer(boolean yes) {
    answer = yes;
  }

  /** Where files are saved, and which are opened, from now on; none at first. */
  public void saveTo(Path path) {
    file = Optional.of(path);
  }

  /** The questions that were asked. */
  public List<Confirmation> confirmations() {
    return confirmations;
  }

  /** The problems that were shown. */
  public List<Problem> problems() {
    return problems;
  }

  /** The panels that were opened. */
  public List<Panel> panels() {
    return panels;
  }

  @Override
  public boolean confirm(Confirmation confirmation) {
    confirmations.add(confirmation);
    return answer;
  }

  @Override
  public void show(Problem problem) {
    problems.add(problem);
  }

  @Override
  public void open(Panel panel) {
    panels.add(panel);
    panel.onOpen(() -> {});
  }

  @Override
  public Optional<Path> askWhereToSave(String title, String suggestedName) {
    return file;
  }

  @Override
  public Optional<Path> askWhichFile(String title) {
    return file;
  }
}
