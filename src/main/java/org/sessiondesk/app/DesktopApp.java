package org.sessiondesk.app;

import java.time.InstantSource;
import java.util.List;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.settings.Environment;
import org.sessiondesk.ui.fx.FxTicker;
import org.sessiondesk.ui.log.LogBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program with its window: ends when the window is closed. */
public class DesktopApp extends Application {
  private static final Logger LOG = LoggerFactory.getLogger(DesktopApp.class);

  private final DeskOptions options = new DeskOptions();
  private final LogBuffer logLines = new LogBuffer();
  private volatile @Nullable AppContext context;
  private @Nullable DeskWindow window;
  private volatile @Nullable RuntimeException failure;

  @Override
  public final void init() {
    var arguments = getParameters().getRaw();
    if (!arguments.isEmpty()) {
      read(arguments, options);
    }
    try {
      context =
          new AppContext(
              options, Environment.ofProcess(), InstantSource.system(), new LogTap(logLines));
      // A signal, or the end of the user's session, does not pass through stop().
      Runtime.getRuntime().addShutdownHook(new Thread(this::closeContext, "shutdown"));
    } catch (RuntimeException e) {
      if (!StartFailureDialog.isNeeded(e)) {
        throw e;
      }
      failure = e;
    }
  }

  /** Puts what the arguments of the command line say into {@code options}. */
  void read(List<String> arguments, DeskOptions into) {
    DeskCommand.line(into, getClass()).parseArgs(arguments.toArray(String[]::new));
  }

  @Override
  public final void start(Stage stage) {
    var made = context;
    if (made == null) {
      StartFailureDialog.show(stage, failure);
      return;
    }
    var shown = new DeskWindow(made, stage, logLines);
    window = shown;
    made.instance().onForward(shown::comeForward);
    made.uncaught().showBy(shown::showFailure);
    shown.show();
    // What the first frame can do without begins after it.
    FirstFrame.then(
        () -> {
          LOG.info("The first frame is on the screen");
          shown.complete();
          made.startExpiring(new FxTicker());
          made.startDailyBackup(new FxTicker());
          made.connect(shown::unlockFor);
          made.closeLater(new ApiHost(made, options.port)).follow(shown::showApi);
          started(made, stage);
        });
  }

  /** Called when all has begun; does nothing, for others to do more. */
  void started(AppContext running, Stage stage) {}

  /** Closes what has no screen, once; waits where another thread is at it. */
  private synchronized void closeContext() {
    var open = context;
    context = null;
    if (open != null) {
      open.close();
    }
  }

  /** Ends the program, which then fails by {@code why}. */
  final void endWith(RuntimeException why) {
    failure = why;
    Platform.exit();
  }

  /**
   * Closes everything.
   *
   * @throws RuntimeException why the program could not start, where it could not
   */
  @Override
  public final void stop() {
    if (window != null) {
      window.close();
    }
    closeContext();
    var why = failure;
    if (why != null) {
      throw why;
    }
  }
}
