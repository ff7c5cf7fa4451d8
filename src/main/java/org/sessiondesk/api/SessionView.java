package org.sessiondesk.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.session.Sentence;
import org.sessiondesk.session.Session;

/** Writes sessions as the API shows them. */
final class SessionView {

  private SessionView() {}

  /** The whole session; {@code name} only where it has one. */
  static JsonWriter write(Session session) {
    var out = new JsonWriter();
    out.raw("{\"session_id\":").string(session.id().value());
    out.raw(",\"text\":").string(session.text());
    out.raw(",\"voice\":").string(session.voice());
    out.raw(session.persistent() ? ",\"persistent\":true" : ",\"persistent\":false");
    out.raw(",\"created_at\":").timeOrNull(session.createdAt());
    out.raw(",\"expires_at\":").timeOrNull(session.expiresAt());
    out.raw(",\"sentences\":");
    var sentences = session.sentences();
    if (sentences == null) {
      out.raw("null");
    } else {
      write(sentences, out);
    }
    out.raw(",\"metadata\":").value(session.metadata());
    if (session.name() != null) {
      out.raw(",\"name\":").string(session.name());
    }
    return out.raw("}");
  }

  /** The answer to a segmentation. */
  static JsonWriter segmented(Session session) {
    var sentences = session.sentences() == null ? List.<Sentence>of() : session.sentences();
    var out = new JsonWriter();
    out.raw("{\"session_id\":").string(session.id().value()).raw(",\"sentences\":");
    write(sentences, out);
    return out.raw(",\"sentence_count\":" + sentences.size() + "}");
  }

  private static void write(List<Sentence> sentences, JsonWriter out) {
    out.raw("[");
    for (int i = 0; i < sentences.size(); i++) {
      var sentence = sentences.get(i);
      out.raw(i == 0 ? "{\"sentence\":" : ",{\"sentence\":").string(sentence.sentence());
      out.raw(",\"words\":[");
      for (int w = 0; w < sentence.words().size(); w++) {
        out.raw(w == 0 ? "" : ",").string(sentence.words().get(w));
      }
      out.raw("]}");
    }
    out.raw("]");
  }

  /** A session in a list: what the live picture knows of it. */
  static void writeRow(SessionRow row, Instant now, JsonWriter out) {
    out.raw("{\"session_id\":").string(row.id().value());
    out.raw(",\"text\":").string(row.text());
    out.raw(",\"voice\":").string(row.voice());
    out.raw(row.persistent() ? ",\"persistent\":true" : ",\"persistent\":false");
    out.raw(",\"created_at\":").timeOrNull(row.createdAt());
    out.raw(",\"expires_at\":").timeOrNull(row.expiresAt());
    out.raw(",\"state\":").string(row.state(now).name().toLowerCase(Locale.ROOT));
    out.raw(",\"segmented\":" + row.segmented() + ",\"fallback\":" + row.fallback());
    var name = row.name();
    if (name != null) {
      out.raw(",\"name\":").string(name);
    }
    out.raw("}");
  }
}
