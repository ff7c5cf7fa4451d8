package org.sessiondesk.service;

import java.util.List;
import org.sessiondesk.session.Listeners;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.SessionEvent;
import org.sessiondesk.session.SessionListener;

/** Passes events on to those who want them. */
final class EventHub {
  private final Listeners<List<SessionEvent>> listeners = new Listeners<>();

  Registration add(SessionListener listener) {
    return listeners.add(listener::onEvents);
  }

  void publish(SessionEvent event) {
    publish(List.of(event));
  }

  void publish(List<SessionEvent> events) {
    if (!events.isEmpty()) {
      listeners.tell(events);
    }
  }

  boolean isIdle() {
    return listeners.isEmpty();
  }
}
