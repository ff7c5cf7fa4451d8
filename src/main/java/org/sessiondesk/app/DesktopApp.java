package org.sessiondesk.app;

import java.time.InstantSource;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.settings.Environment;
import org.sessiondesk.ui.fx.FxTicker;
import org.sessiondesk.ui.log.LogBuffer;
import picocli.CommandLine;

/** The program with its window: ends when the window is closed. */
public final class DesktopApp extends Application {
  private final DeskOptions options = new DeskOptions();
  private final LogBuffer logLines = new LogBuffer();
  private @Nullable AppContext context;
  private @Nullable DeskWindow window;

  @Override
  public void init() {
    new CommandLine(new DeskCommand(options))
        .parseArgs(getParameters().getRaw().toArray(String[]::new));
    context =
        new AppContext(
            options, Environment.ofProcess(), InstantSource.system(), new LogTap(logLines));
  }

  @Override
  public void start(Stage stage) {
    var made = context;
    if (made == null) {
      throw new IllegalStateException("init comes before start");
    }
    var shown = new DeskWindow(made, stage, logLines);
    window = shown;
    shown.show();
    // Redis is not needed for the first frame: it is connected to once that is on screen.
    Platform.runLater(
        () -> {
          made.startExpiring(new FxTicker());
          made.connect();
          made.closeLater(new ApiHost(made, options.port)).follow(shown::showApi);
        });
  }

  @Override
  public void stop() {
    if (window != null) {
      window.close();
    }
    if (context != null) {
      context.close();
    }
  }
}
