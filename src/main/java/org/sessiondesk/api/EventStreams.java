package org.sessiondesk.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.Registration;
import org.sessiondesk.session.SessionEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams of server-sent events. Whoever publishes an event never waits for a reader: each has a
 * bounded queue, and one whose queue is full is dropped.
 */
final class EventStreams implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);

  /** Where the stream is. */
  static final String PATH = "/api/v1/events";

  /** How many events a reader may be behind. */
  static final int QUEUE = 4_096;

  private static final byte[] HEARTBEAT = utf8(": heart-beat\n\n");
  private static final byte[] END = {};

  private final Registration subscription;
  private final ApiConfig config;
  private final Set<Reader> readers = ConcurrentHashMap.newKeySet();
  private final AtomicInteger open = new AtomicInteger();
  private volatile boolean closed;

  EventStreams(SessionService service, ApiConfig config) {
    this.config = config;
    this.subscription = service.subscribe(this::publish);
  }

  Route route() {
    return Route.of("GET", PATH, "Follow what happens, as server-sent events")
        .answers(
            200, "Events created, updated, deleted, expired, fallback and store, until you close")
        .answers(503, "There are too many streams already")
        .by(_ -> stream());
  }

  /** How many streams are open. */
  int open() {
    return open.get();
  }

  private Reply stream() {
    if (closed || open.incrementAndGet() > config.maxEventStreams()) {
      open.decrementAndGet();
      throw new ApiException(503, "Too many streams of events");
    }
    var headers =
        Map.of("Content-Type", "text/event-stream; charset=utf-8", "Cache-Control", "no-store");
    return new Reply.Streamed(headers, this::run);
  }

  private void run(OutputStream out) throws IOException {
    var reader = new Reader(Thread.currentThread());
    readers.add(reader);
    try {
      if (!closed) {
        reader.run(out, config.heartbeat().toMillis());
      }
    } finally {
      readers.remove(reader);
      open.decrementAndGet();
      reader.finish();
    }
  }

  private void publish(List<SessionEvent> events) {
    if (readers.isEmpty()) {
      return;
    }
    for (var event : events) {
      var text = write(event);
      if (text != null) {
        var bytes = utf8(text);
        readers.forEach(reader -> reader.offer(bytes));
      }
    }
  }

  /** One who reads. */
  private static final class Reader {
    private final BlockingQueue<byte[]> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Thread thread;
    private boolean finished;

    Reader(Thread thread) {
      this.thread = thread;
    }

    @SuppressWarnings("ReferenceEquality") // the end is that very array
    void run(OutputStream out, long heartbeatMillis) throws IOException {
      out.write(utf8("retry: 2000\n\n"));
      out.flush();
      try {
        while (true) {
          var next = queue.poll(heartbeatMillis, TimeUnit.MILLISECONDS);
          if (next == null) {
            next = HEARTBEAT;
          }
          while (next != null) {
            if (next == END) {
              return;
            }
            out.write(next);
            next = queue.poll();
          }
          out.flush();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    void offer(byte[] event) {
      if (!queue.offer(event)) {
        drop();
      }
    }

    /** Wakes it even from a write that blocks: the interrupt closes the connection. */
    synchronized void drop() {
      if (!finished) {
        finished = true;
        LOG.info("A reader of events was too slow and was dropped");
        thread.interrupt();
      }
    }

    void end() {
      if (!queue.offer(END)) {
        drop();
      }
    }

    /** From here on the thread does other things and must not be interrupted. */
    synchronized void finish() {
      finished = true;
    }
  }

  /** {@code event} as the stream tells it, or null where it tells nothing new. */
  private static @Nullable String write(SessionEvent event) {
    return switch (event) {
      case SessionEvent.Created e -> {
        var created =
            session(e.session().id().value(), e.session().persistent(), e.at())
                .raw(origin(e.origin()));
        var text = frame("created", created);
        yield e.session().fallback()
            ? text + frame("fallback", session(e.session().id().value(), false, e.at()))
            : text;
      }
      case SessionEvent.Updated e ->
          frame(
              "updated",
              session(e.session().id().value(), e.session().persistent(), e.at())
                  .raw(origin(e.origin())));
      case SessionEvent.Expired e ->
          frame("expired", session(e.session().id().value(), false, e.at()));
      case SessionEvent.Removed e ->
          switch (e.cause()) {
            // It is where it was moved to: that was told as an update.
            case PROMOTED, DEMOTED -> null;
            case DELETED, CLEANED_UP ->
                frame(
                    "deleted",
                    session(e.id().value(), e.persistent(), e.at())
                        .raw(",\"cause\":")
                        .string(e.cause().name().toLowerCase(Locale.ROOT))
                        .raw(origin(e.origin())));
          };
      case SessionEvent.StoreReachable e ->
          frame(
              "store",
              new JsonWriter()
                  .raw("{\"id\":null,\"kind\":\"store\",\"time\":")
                  .timeOrNull(e.at())
                  .raw(e.reachable() ? ",\"state\":\"up\"" : ",\"state\":\"down\""));
    };
  }

  private static JsonWriter session(String id, boolean persistent, Instant at) {
    return new JsonWriter()
        .raw("{\"id\":")
        .string(id)
        .raw(persistent ? ",\"kind\":\"persistent\"" : ",\"kind\":\"temporary\"")
        .raw(",\"time\":")
        .timeOrNull(at);
  }

  private static String origin(SessionEvent.Origin origin) {
    return ",\"origin\":\"" + origin.name().toLowerCase(Locale.ROOT) + "\"";
  }

  private static String frame(String event, JsonWriter data) {
    return "event: " + event + "\ndata: " + data.raw("}") + "\n\n";
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Ends all streams. */
  @Override
  public void close() {
    closed = true;
    subscription.close();
    readers.forEach(Reader::end);
  }
}
