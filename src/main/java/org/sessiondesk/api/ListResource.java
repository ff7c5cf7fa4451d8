package org.sessiondesk.api;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.api.Route.Parameter;
import org.sessiondesk.service.SessionPage;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.service.SessionQuery.View;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.service.SessionService;

/**
 * The list of sessions, newest first, in pages. It is answered from the live picture, without a
 * question to Redis, so it shows what the picture knows of a session; {@code GET} of the session
 * tells the rest.
 */
final class ListResource {
  private static final int MOST = 1_000;
  private static final int USUAL = 50;

  private final SessionService service;

  ListResource(SessionService service) {
    this.service = service;
  }

  Route route() {
    return Route.of("GET", "/api/v1/sessions", "List sessions, newest first")
        .parameters(
            Parameter.query("persistent", "Only persistent (true) or temporary ones", "boolean"),
            Parameter.query("voice", "Only of this voice; a * at the end stands for any", "string"),
            Parameter.query(
                "q",
                "Words and fields such as type:important, as in the search of the window",
                "string"),
            Parameter.query(
                "state", "Only those: active, expired, persistent or unreadable", "string"),
            Parameter.query("created_after", "Only those created after this time", "string"),
            Parameter.query("created_before", "Only those created before this time", "string"),
            Parameter.query("limit", "How many at most, 1 to 1000; else 50", "integer"),
            Parameter.query("cursor", "The next_cursor of the page before", "string"))
        .answers(200, "A page of them", "SessionList")
        .answers(422, "The query is at fault; one entry per fault")
        .by(this::list);
  }

  private Reply list(Call call) {
    var query = new Query(call.query());
    var persistent = query.truth("persistent");
    var search = query.text("q").orElse("");
    var now = service.now();
    var filter = filter(query, persistent, now);
    int limit = query.number("limit", 1, MOST, USUAL);
    var after = cursor(query);
    query.throwIfFaulty();
    var view = persistent.isPresent() && !persistent.get() ? View.TEMPORARY : View.ALL;
    var page =
        service
            .index()
            .page(SessionQuery.ALL.withView(view).withSearch(search), filter, after, limit);
    return Reply.json(200, write(page, now));
  }

  private static Predicate<SessionRow> filter(
      Query query, Optional<Boolean> persistent, Instant now) {
    Predicate<SessionRow> filter = _ -> true;
    if (persistent.isPresent()) {
      boolean wanted = persistent.get();
      filter = filter.and(row -> row.persistent() == wanted);
    }
    var voice = query.text("voice");
    if (voice.isPresent()) {
      filter = filter.and(voiceFilter(voice.get()));
    }
    var state = query.choice("state", SessionRow.State.class);
    if (state.isPresent()) {
      var wanted = state.get();
      filter = filter.and(row -> row.state(now) == wanted);
    }
    var createdAfter = query.time("created_after");
    if (createdAfter.isPresent()) {
      var time = createdAfter.get();
      filter = filter.and(row -> row.createdAt() != null && row.createdAt().isAfter(time));
    }
    var createdBefore = query.time("created_before");
    if (createdBefore.isPresent()) {
      var time = createdBefore.get();
      filter = filter.and(row -> row.createdAt() != null && row.createdAt().isBefore(time));
    }
    return filter;
  }

  private static Predicate<SessionRow> voiceFilter(String voice) {
    if (voice.endsWith("*")) {
      var prefix = voice.substring(0, voice.length() - 1);
      return row -> row.voice().startsWith(prefix);
    }
    return row -> row.voice().equals(voice);
  }

  private JsonWriter write(SessionPage page, Instant now) {
    var out = new JsonWriter().raw("{\"sessions\":[");
    for (int i = 0; i < page.rows().size(); i++) {
      out.raw(i == 0 ? "" : ",");
      SessionView.writeRow(page.rows().get(i), now, out);
    }
    out.raw("],\"total\":" + page.total() + ",\"next_cursor\":");
    var next = page.next();
    if (next == null) {
      out.raw("null");
    } else {
      out.string(encode(next));
    }
    var state = service.index().state();
    return out.raw(",\"complete\":" + (!state.wanted() || state.complete()) + "}");
  }

  /** Its id's characters are kept one by one: UTF-8 could not carry halves of surrogate pairs. */
  private static String encode(SessionPage.Position position) {
    var createdAt = position.createdAt();
    var text =
        createdAt.getEpochSecond()
            + " "
            + createdAt.getNano()
            + (position.persistent() ? " p " : " t ")
            + position.id();
    var bytes = ByteBuffer.allocate(2 * text.length());
    bytes.asCharBuffer().put(text);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  private static SessionPage.@Nullable Position cursor(Query query) {
    var cursor = query.text("cursor");
    if (cursor.isEmpty()) {
      return null;
    }
    try {
      var text =
          ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor.get())).asCharBuffer().toString();
      var parts = text.split(" ", 4);
      var time = Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
      return new SessionPage.Position(time, parts[3], parts[2].equals("p"));
    } catch (IllegalArgumentException | IndexOutOfBoundsException | DateTimeException _) {
      query.add("cursor", "value_error", "Input should be the next_cursor of a page");
      return null;
    }
  }
}
