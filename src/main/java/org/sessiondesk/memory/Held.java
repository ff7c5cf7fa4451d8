package org.sessiondesk.memory;

import java.nio.ByteBuffer;
import org.sessiondesk.session.Revision;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.StoredSession;

/**
 * A session as memory holds it: its present contents, their version, and its place on the timeline.
 */
final class Held extends ExpiryTimeline.Entry<Held> {

  /** Contents and the version that they are. */
  record Contents(Session session, long version) {}

  private volatile Contents contents;

  /** Whether the listeners were told that it has expired. Guarded by the store. */
  boolean expired;

  Held(Session session, long version) {
    contents = new Contents(session, version);
  }

  Contents contents() {
    return contents;
  }

  Session session() {
    return contents.session();
  }

  void contents(Session session, long version) {
    contents = new Contents(session, version);
  }

  StoredSession stored() {
    var now = contents;
    return new StoredSession(now.session(), revision(now.version()));
  }

  static Revision revision(long version) {
    return Revision.of(ByteBuffer.allocate(Long.BYTES).putLong(version).array());
  }
}
