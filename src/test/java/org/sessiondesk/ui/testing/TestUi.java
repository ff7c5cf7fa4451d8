package org.sessiondesk.ui.testing;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Locale;
import org.sessiondesk.testing.MutableClock;
import org.sessiondesk.ui.fx.Background;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.Formats;
import org.sessiondesk.ui.fx.FxBackground;
import org.sessiondesk.ui.fx.Messages;
import org.sessiondesk.ui.fx.Notices;
import org.sessiondesk.ui.fx.Problems;
import org.sessiondesk.ui.fx.SecondClock;
import org.sessiondesk.ui.fx.Ui;

/**
 * What parts of the window need, for tests: a clock and a ticker that stand still until they are
 * moved, UTC, and dialogs that only take notes.
 *
 * @param ui what the parts get
 * @param dialogs the dialogs of {@code ui}; unused where a test brings its own
 * @param clock the clock of {@code ui}
 * @param ticker what makes the clock's property move
 */
public record TestUi(Ui ui, RecordingDialogs dialogs, MutableClock clock, ManualTicker ticker) {

  /** For models: background work is done at once, on the caller's thread. */
  public static TestUi inline(Locale locale) {
    var dialogs = new RecordingDialogs();
    return of(new Messages(locale), dialogs, dialogs, new InlineBackground());
  }

  /** For windows: background work on virtual threads; its failures are noted as problems. */
  public static TestUi window(Locale locale) {
    var dialogs = new RecordingDialogs();
    return window(locale, dialogs, dialogs);
  }

  /** For windows with dialogs of their own, which must be made with the same {@code messages}. */
  public static TestUi window(Messages messages, Dialogs shown) {
    return window(messages, new RecordingDialogs(), shown);
  }

  private static TestUi window(Locale locale, RecordingDialogs recording, Dialogs shown) {
    return window(new Messages(locale), recording, shown);
  }

  private static TestUi window(Messages messages, RecordingDialogs recording, Dialogs shown) {
    var problems = new Problems(messages);
    return of(
        messages,
        recording,
        shown,
        new FxBackground(messages, failure -> shown.show(problems.of(failure))));
  }

  private static TestUi of(
      Messages messages, RecordingDialogs recording, Dialogs shown, Background background) {
    var clock = MutableClock.somewhen();
    var ticker = new ManualTicker();
    var ui =
        new Ui(
            messages,
            new Formats(messages, ZoneOffset.UTC),
            background,
            shown,
            new Notices(),
            new Problems(messages),
            new SecondClock(clock, ticker));
    return new TestUi(ui, recording, clock, ticker);
  }

  /** Moves the clock on and ticks once. On the window's thread where a window is shown. */
  public void pass(Duration time) {
    clock.advance(time);
    ticker.tick();
  }
}
