package org.sessiondesk.transfer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.ByteStore;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionCodec;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredBytes;
import org.sessiondesk.session.StoredSession;

/**
 * Compares the entries of a file with what is stored, page by page, and decides about each. Changes
 * nothing. Not for several threads.
 */
final class Comparison {
  private final ImportRequest request;
  private final SessionService service;
  private final SessionCodec codec;
  private final ByteStore store;
  private final Instant now;
  private final IdSet ids = new IdSet();
  private final Decisions decisions = new Decisions();
  private final Map<Decision, Tally.Counter> counters = new EnumMap<>(Decision.class);

  Comparison(
      ImportRequest request,
      SessionService service,
      SessionCodec codec,
      ByteStore store,
      Instant now) {
    this.request = request;
    this.service = service;
    this.codec = codec;
    this.store = store;
    this.now = now;
  }

  /** What was decided so far. */
  Decisions decisions() {
    return decisions;
  }

  /** How many times each was decided. */
  Map<Decision, Tally> tallies() {
    var tallies = new EnumMap<Decision, Tally>(Decision.class);
    counters.forEach((decision, counter) -> tallies.put(decision, counter.tally()));
    return tallies;
  }

  /** Decides about the lines of a page, in their order. */
  void decide(List<Line> page) {
    var asked = new ArrayList<SessionId>();
    var questions = new ArrayList<Question>();
    for (var line : page) {
      var question = question(line);
      questions.add(question);
      if (question.decision == null) {
        asked.add(question.entry().id());
      }
    }
    var stored = read(asked);
    for (var question : questions) {
      if (question.decision == null) {
        question.compare(stored.get(question.entry().id()));
      }
    }
    if (request.policy() == ImportPolicy.NEW_IDS) {
      findThoseBeside(questions);
    }
    questions.forEach(this::note);
  }

  private Map<SessionId, StoredBytes> read(List<SessionId> wanted) {
    var found = new HashMap<SessionId, StoredBytes>();
    if (!wanted.isEmpty()) {
      store.read(wanted).forEach(stored -> found.put(stored.id(), stored));
    }
    return found;
  }

  private void note(Question question) {
    var decision = question.decided();
    if (decision == Decision.REPLACE && question.stored != null) {
      decisions.addReplace(question.stored);
    } else {
      decisions.add(decision);
    }
    var entry = question.line.entry();
    counters
        .computeIfAbsent(decision, _ -> new Tally.Counter())
        .add(
            question.line.place(),
            entry == null ? "" : entry.stored().id().value(),
            question.detail);
  }

  /** The entries that a run before has stored under new ids. */
  private void findThoseBeside(List<Question> questions) {
    var beside = new HashMap<SessionId, Question>();
    for (var question : questions) {
      if (question.decision == Decision.BESIDE) {
        beside.put(NewIds.of(question.entry()), question);
      }
    }
    for (var there : read(List.copyOf(beside.keySet())).values()) {
      var question = beside.get(there.id());
      if (question != null) {
        question.decision = Decision.BESIDE_SAME;
      }
    }
  }

  /** What is known of a line without a look at the store. */
  private Question question(Line line) {
    var question = new Question(line);
    var entry = line.entry();
    if (entry == null) {
      return question.decide(Decision.BROKEN, String.valueOf(line.fault()));
    }
    var stored = entry.stored();
    if (!ids.add(stored.id())) {
      return question.decide(Decision.BROKEN, LineFault.DUPLICATE_ID.name());
    }
    if (entry.temporary()) {
      return temporary(entry, question);
    }
    var end = stored.removedAt();
    if (end != null && !end.isAfter(now)) {
      return question.decide(Decision.LEAVE_EXPIRED, end.toString());
    }
    if (line.unreadable() != null) {
      return question.decide(Decision.LEAVE_UNREADABLE, line.unreadable());
    }
    return question;
  }

  private Question temporary(ArchiveEntry entry, Question question) {
    return switch (request.temporaries()) {
      case LEAVE -> question.decide(Decision.LEAVE_TEMPORARY, "");
      case PERSIST -> question;
      case MEMORY -> {
        var session = Entries.temporarySession(entry, codec);
        if (session.isExpired(now)) {
          yield question.decide(Decision.LEAVE_EXPIRED, String.valueOf(session.expiresAt()));
        }
        yield service
            .findTemporary(session.id())
            .map(held -> question.decide(compare(session, held), ""))
            .orElseGet(() -> question.decide(Decision.CREATE, ""));
      }
    };
  }

  private static Decision compare(Session session, StoredSession held) {
    return held.session().equals(session) ? Decision.SAME : Decision.KEEP;
  }

  /** What is being decided about a line. */
  private final class Question {
    private final Line line;
    private @Nullable Decision decision;
    private @Nullable StoredBytes stored;
    private String detail = "";

    Question(Line line) {
      this.line = line;
    }

    Question decide(Decision decided, String why) {
      decision = decided;
      detail = why;
      return this;
    }

    Decision decided() {
      if (decision == null) {
        throw new IllegalStateException("nothing was decided about " + line.place());
      }
      return decision;
    }

    /** The entry as it would be stored. */
    StoredBytes entry() {
      var entry = line.entry();
      if (entry == null) {
        throw new IllegalStateException(line.place() + " is broken");
      }
      return Entries.toStore(entry);
    }

    void compare(@Nullable StoredBytes there) {
      stored = there;
      var mine = entry();
      decision = Policies.decide(request.policy(), mine, there, codec);
    }
  }
}
