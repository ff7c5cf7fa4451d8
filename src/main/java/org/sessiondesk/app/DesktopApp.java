package org.sessiondesk.app;

import javafx.application.Application;
import javafx.stage.Stage;

/** The program with its window. */
public final class DesktopApp extends Application {
  @Override
  public void start(Stage stage) {
    stage.show();
  }
}
