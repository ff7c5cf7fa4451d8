package org.sessiondesk.app;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.JsonSyntaxException;

/**
 * A program that runs, by its HTTP API: temporary sessions are in its memory only. Safe for use by
 * several threads. Calls block.
 */
final class RunningProgram implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int PAGE = 500;

  /** How the API begins to say that somebody was faster; another 409 is another session's. */
  private static final String ALREADY = "Session is persistent already";

  private final JacksonJson json = new JacksonJson();
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final String address;
  private final @Nullable Secret token;

  /**
   * Makes it; calls nothing yet.
   *
   * @param address where the API answers, such as {@code http://127.0.0.1:8000}
   * @param token what is shown to it, or null
   */
  RunningProgram(String address, @Nullable Secret token) {
    this.address = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    this.token = token;
  }

  /**
   * Some of its active temporary sessions.
   *
   * @param sessions their ids and texts
   * @param next where the next page begins; empty after the last one
   */
  record Page(List<Held> sessions, Optional<String> next) {
    Page {
      sessions = List.copyOf(sessions);
    }
  }

  /** A temporary session: its id, and what is shown of it. */
  record Held(String id, String voice, String text) {}

  /**
   * Lists active temporary sessions, the newest first.
   *
   * @param query which of them, in the words of the window's search; empty for all
   * @param cursor where the page before ended, if there was one
   */
  Page page(String query, Optional<String> cursor) {
    var path =
        "/api/v1/sessions?persistent=false&state=active&limit="
            + PAGE
            + (query.isEmpty() ? "" : "&q=" + encoded(query))
            + cursor.map(at -> "&cursor=" + encoded(at)).orElse("");
    var answer = call("GET", path);
    if (answer.statusCode() != 200) {
      throw refused(answer);
    }
    var members = object(answer).members();
    var held = new ArrayList<Held>();
    if (members.get("sessions") instanceof Json.Arr(var items)) {
      for (var item : items) {
        if (item instanceof Json.Obj one) {
          held.add(new Held(text(one, "session_id"), text(one, "voice"), text(one, "text")));
        }
      }
    }
    return new Page(
        held,
        members.get("next_cursor") instanceof Json.Str(var at)
            ? Optional.of(at)
            : Optional.empty());
  }

  /** How a promotion ended. */
  enum End {
    PROMOTED,
    /** It had expired or was deleted, or somebody else has promoted it. */
    GONE,
    /** The store holds another session of that id. */
    CONFLICT
  }

  /**
   * Has it make a temporary session persistent.
   *
   * @throws NoStoreException where its store did not take it; it is in memory still
   */
  End promote(String id) {
    var answer = call("POST", "/api/v1/sessions/" + encoded(id) + "/promote");
    return switch (answer.statusCode()) {
      case 200 -> End.PROMOTED;
      case 404 -> End.GONE;
      case 409 -> detail(answer).startsWith(ALREADY) ? End.GONE : End.CONFLICT;
      default -> throw refused(answer);
    };
  }

  private HttpResponse<String> call(String method, String path) {
    try {
      var request =
          HttpRequest.newBuilder(URI.create(address + path))
              .timeout(PATIENCE)
              .method(method, HttpRequest.BodyPublishers.noBody());
      if (token != null) {
        request.header("Authorization", "Bearer " + new String(token.reveal()));
      }
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, "That is no address: " + address);
    } catch (IOException e) {
      throw new NoStoreException(
          "No program answers at "
              + address
              + " ("
              + e.getClass().getSimpleName()
              + "). Is it running, with its HTTP API on? --url names another address.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoStoreException("Interrupted while waiting for " + address + ".");
    }
  }

  private RuntimeException refused(HttpResponse<String> answer) {
    var detail = answer.statusCode() + ", " + ImportTexts.printable(detail(answer));
    return switch (answer.statusCode()) {
      case 401, 403 ->
          new CommandException(
              ExitCode.USAGE,
              "The program at "
                  + address
                  + " refuses (API_TOKEN and API_PERSISTENT_TOKEN give the token): "
                  + detail);
      case 503 -> new NoStoreException("The store of the program did not take it: " + detail);
      case 400, 422 -> new CommandException(ExitCode.USAGE, "It does not understand: " + detail);
      default -> new CommandException(ExitCode.FAILED, "An unexpected answer: " + detail);
    };
  }

  private String detail(HttpResponse<String> answer) {
    try {
      return json.parse(answer.body()) instanceof Json.Obj object ? text(object, "detail") : "";
    } catch (JsonSyntaxException e) {
      return "no JSON";
    }
  }

  private Json.Obj object(HttpResponse<String> answer) {
    try {
      if (json.parse(answer.body()) instanceof Json.Obj object) {
        return object;
      }
    } catch (JsonSyntaxException e) {
      // Said below.
    }
    throw new CommandException(
        ExitCode.FAILED, "What answers at " + address + " is another program.");
  }

  private static String text(Json.Obj object, String member) {
    return object.members().get(member) instanceof Json.Str(var text) ? text : "";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    client.close();
  }
}
