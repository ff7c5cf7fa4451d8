package org.sessiondesk.ui.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.sessiondesk.service.ApiJson;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoredEntry;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.ui.fx.JsonTexts;

/**
 * Sessions as a JSON array, each as the HTTP API shows it: with all its fields, read anew. Many are
 * read at a time, as each costs a way to the store and back.
 */
final class JsonCopy {
  private static final int AT_A_TIME = 64;

  /**
   * What was written.
   *
   * @param text the array, one session a line
   * @param copied how many are in it
   * @param leftOut how many are not, as they are gone or no sessions
   */
  record Copied(String text, int copied, int leftOut) {}

  private final SessionService service;
  private final JsonFormat format;

  JsonCopy(SessionService service, JsonFormat format) {
    this.service = service;
    this.format = format;
  }

  /**
   * Reads and writes the sessions {@code ids}. Blocks.
   *
   * @throws CopyTooLargeException where it is too much for a clipboard
   * @throws InterruptedException where it is cancelled
   */
  Copied of(List<SessionId> ids, Progress progress) throws InterruptedException {
    var out = new CopyText().add("[");
    int copied = 0;
    var threads = Thread.ofVirtual().name("copy-", 0).factory();
    try (var executor = Executors.newThreadPerTaskExecutor(threads)) {
      for (int from = 0; from < ids.size(); from += AT_A_TIME) {
        if (progress.cancelled()) {
          throw new CancellationException("copying was cancelled");
        }
        var some = ids.subList(from, Math.min(ids.size(), from + AT_A_TIME));
        var reads = new ArrayList<Callable<Optional<StoredEntry>>>();
        some.forEach(id -> reads.add(() -> service.open(id)));
        for (var read : executor.invokeAll(reads)) {
          if (result(read).orElse(null) instanceof StoredSession stored) {
            out.add(copied == 0 ? "\n" : ",\n");
            out.add(JsonTexts.line(format, ApiJson.of(stored.session())));
            copied++;
          }
        }
        progress.at(from + some.size(), ids.size());
      }
    }
    out.add(copied == 0 ? "]" : "\n]");
    return new Copied(out.toString(), copied, ids.size() - copied);
  }

  private static Optional<StoredEntry> result(
      java.util.concurrent.Future<Optional<StoredEntry>> read) throws InterruptedException {
    try {
      return read.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a session could not be read", e.getCause());
    }
  }
}
