package org.sessiondesk.ui.fx;

import java.time.Duration;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.Ticker;

/** Ticks on the window's thread, by a JavaFX timeline. */
public final class FxTicker implements Ticker {

  @Override
  public Registration every(Duration period, Runnable action) {
    var frame =
        new KeyFrame(javafx.util.Duration.millis((double) period.toMillis()), _ -> action.run());
    var timeline = new Timeline(frame);
    timeline.setCycleCount(Animation.INDEFINITE);
    timeline.play();
    return timeline::stop;
  }
}
