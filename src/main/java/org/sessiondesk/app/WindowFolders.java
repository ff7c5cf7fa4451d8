package org.sessiondesk.app;

import java.nio.file.Path;
import org.sessiondesk.ui.fx.Ui;

/** Opens folders in the file manager of the system, off the window's thread. */
final class WindowFolders {
  private final AppContext context;
  private final Ui ui;

  WindowFolders(AppContext context, Ui ui) {
    this.context = context;
    this.ui = ui;
  }

  /** That of the logs. */
  void logs() {
    open(context.folders().logs());
  }

  /** That of the audit log. */
  void audit() {
    open(context.journal().auditFolder());
  }

  /** Any. */
  void open(Path folder) {
    ui.background()
        .task(
            () -> {
              FolderOpener.open(folder);
              return folder;
            })
        .start();
  }

  /** That of a file, with the file marked where the system can. */
  void show(Path file) {
    ui.background()
        .task(
            () -> {
              FolderOpener.show(file);
              return file;
            })
        .start();
  }
}
