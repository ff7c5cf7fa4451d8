package org.sessiondesk.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.ServerSaves;
import org.sessiondesk.session.StoreException;

/**
 * Has a server save by {@code BGSAVE} and follows it to its end. That it ended well is believed
 * only where {@code LASTSAVE} has moved on, which it does by whole seconds: so none is begun in the
 * second in which the last one ended.
 */
final class BackgroundSave implements ServerSaves {
  private static final Duration LOOK = Duration.ofMillis(50);

  /** For how long a server that is away is waited for: a short loss need not end the watching. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** What a save asks of a server. All raise {@link StoreException}. */
  interface Server {
    /** The fields of {@code INFO}. */
    Map<String, String> info();

    /** The seconds of {@code LASTSAVE}. */
    long lastSave();

    /** The seconds of the server's clock. */
    long now();

    /** Sends {@code BGSAVE}. */
    void begin();

    /** Where its file lies. */
    Optional<String> place();
  }

  private final Server server;
  private final InstantSource clock;

  BackgroundSave(Server server, InstantSource clock) {
    this.server = server;
    this.clock = clock;
  }

  @Override
  public State state() {
    var info = server.info();
    return new State(
        Instant.ofEpochSecond(number(info, "rdb_last_save_time", 0)),
        !"err".equals(info.get("rdb_last_bgsave_status")),
        number(info, "rdb_bgsave_in_progress", 0) > 0,
        number(info, "current_save_keys_processed", 0),
        number(info, "current_save_keys_total", -1),
        number(info, "rdb_changes_since_last_save", 0));
  }

  private static long number(Map<String, String> info, String field, long otherwise) {
    try {
      var text = info.get(field);
      return text == null ? otherwise : Long.parseLong(text);
    } catch (NumberFormatException e) {
      return otherwise;
    }
  }

  @Override
  public Optional<String> place() {
    return server.place();
  }

  @Override
  public Report save(Progress progress) {
    return new Run(progress).run();
  }

  /** One save. */
  private final class Run {
    private final Progress progress;
    private final Instant start = clock.instant();
    private boolean waited;
    private boolean started;
    private long keys;
    private Optional<String> place = Optional.empty();

    Run(Progress progress) {
      this.progress = progress;
    }

    Report run() {
      place = server.place();
      long before = begin();
      if (!started) {
        return report(End.CANCELLED, null, null);
      }
      return follow(before);
    }

    /** Begins as soon as nothing else writes; returns what LASTSAVE said before. */
    private long begin() {
      while (!stopped()) {
        var info = server.info();
        long last = server.lastSave();
        keys = keys(info);
        if (isBusy(info)) {
          waited = true;
          tell(info);
        } else if (server.now() > last && tryBegin()) {
          started = true;
          return last;
        }
        pause();
      }
      return 0;
    }

    /** Whether it has begun; not where something else has begun to write meanwhile. */
    private boolean tryBegin() {
      try {
        server.begin();
        return true;
      } catch (StoreException.Rejected e) {
        if (e.reason() == StoreException.Rejected.Reason.OTHER && isBusy(server.info())) {
          waited = true;
          return false;
        }
        throw e;
      }
    }

    private Report follow(long before) {
      long seen = System.nanoTime();
      while (!stopped()) {
        try {
          var info = server.info();
          seen = System.nanoTime();
          if (number(info, "rdb_bgsave_in_progress", 0) == 0) {
            return ended(info, before);
          }
          tell(info);
        } catch (StoreException.Unavailable e) {
          if (System.nanoTime() - seen > PATIENCE.toNanos()) {
            return report(End.LOST, null, e);
          }
        }
        pause();
      }
      return report(End.CANCELLED, null, null);
    }

    /** A server that was started anew meanwhile has never saved, and says so. */
    private Report ended(Map<String, String> info, long before) {
      if ("err".equals(info.get("rdb_last_bgsave_status"))) {
        return report(End.FAILED, null, null);
      }
      long last = server.lastSave();
      if (last <= before || number(info, "rdb_last_bgsave_time_sec", 0) < 0) {
        return report(End.ENDED_WITHOUT_RESULT, null, null);
      }
      progress.at(keys, keys);
      return report(End.SAVED, Instant.ofEpochSecond(last), null);
    }

    private void tell(Map<String, String> info) {
      long total = number(info, "current_save_keys_total", -1);
      progress.at(number(info, "current_save_keys_processed", 0), total > 0 ? total : -1);
    }

    private boolean stopped() {
      return progress.cancelled() || Thread.currentThread().isInterrupted();
    }

    private Report report(End end, @Nullable Instant savedAt, @Nullable StoreException failure) {
      var took = Duration.between(start, clock.instant());
      return new Report(end, savedAt, place, keys, waited, started, took, failure);
    }
  }

  private static boolean isBusy(Map<String, String> info) {
    return number(info, "rdb_bgsave_in_progress", 0) > 0
        || number(info, "aof_rewrite_in_progress", 0) > 0
        || number(info, "module_fork_in_progress", 0) > 0;
  }

  /** The keys of all databases: a save writes them all. */
  private static long keys(Map<String, String> info) {
    long keys = 0;
    for (var field : info.entrySet()) {
      var value = field.getValue();
      if (field.getKey().matches("db[0-9]+") && value.startsWith("keys=")) {
        int end = value.indexOf(',');
        keys += Long.parseLong(value.substring(5, end < 0 ? value.length() : end));
      }
    }
    return keys;
  }

  private static void pause() {
    LockSupport.parkNanos(LOOK.toNanos());
  }
}
