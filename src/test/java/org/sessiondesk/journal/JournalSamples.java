package org.sessiondesk.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.session.Actor;
import org.sessiondesk.session.AuditEntry;
import org.sessiondesk.session.Change;
import org.sessiondesk.session.Digest;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.Kept;
import org.sessiondesk.session.KeptItem;
import org.sessiondesk.session.RecycleBin;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreName;
import org.sessiondesk.session.StoredBytes;

/** What the tests of the journal write down. */
final class JournalSamples {
  static final JsonFormat JSON = new JacksonJson();
  static final Actor ANNA = new Actor(Actor.Face.WINDOW, "anna");
  static final StoreName STAGING =
      new StoreName("p1", "Staging 预发", "redis://h:6379/0 persistent_session:");
  static final RecycleBin.Limits ROOMY = new RecycleBin.Limits(Duration.ofDays(30), 1 << 30);

  private JournalSamples() {}

  static AuditEntry entry(Instant at, String id) {
    return new AuditEntry(
        at,
        ANNA,
        Change.UPDATE,
        AuditEntry.Outcome.DONE,
        new SessionId(id),
        STAGING,
        Digest.of(new byte[] {1}),
        Digest.of(new byte[] {2}));
  }

  static Kept kept(String id, String value) {
    return Kept.persistent(
        StoredBytes.plain(new SessionId(id), value.getBytes(StandardCharsets.UTF_8)));
  }

  static List<AuditEntry> all(AuditFiles log) {
    var all = new ArrayList<AuditEntry>();
    log.read(
        entry -> {
          all.add(entry);
          return true;
        });
    return all;
  }

  static List<KeptItem> all(RecycleBin bin, String batch) {
    var all = new ArrayList<KeptItem>();
    bin.forEach(
        batch,
        item -> {
          all.add(item);
          return true;
        });
    return all;
  }

  /** Starts a Java program of these tests, with what is on their class path. */
  static Process java(Class<?> main, String... arguments) throws IOException {
    return new ProcessBuilder(command(main, arguments)).redirectErrorStream(true).start();
  }

  /** The same, where no file may become larger than so many times 512 bytes. */
  static Process javaWithSmallFiles(int blocks, Class<?> main, String... arguments)
      throws IOException {
    var command =
        new ArrayList<>(List.of("sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "sh"));
    command.addAll(command(main, arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static List<String> command(Class<?> main, String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return command;
  }
}
