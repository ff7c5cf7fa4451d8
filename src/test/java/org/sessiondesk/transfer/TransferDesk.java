package org.sessiondesk.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.journal.AuditFiles;
import org.sessiondesk.journal.BinFolder;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.memory.MemorySessionStore;
import org.sessiondesk.redis.BuiltInRedis;
import org.sessiondesk.redis.RedisConnector;
import org.sessiondesk.redis.SessionJson;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.service.Journal;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.Actor;
import org.sessiondesk.session.AuditEntry;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.RecycleBin;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionCodec;
import org.sessiondesk.testing.Sessions;
import org.sessiondesk.text.TextSegmenter;

/** A service on a real Redis, with what exports and imports. */
final class TransferDesk implements AutoCloseable {
  static final String PREFIX = ConnectionProfile.DEFAULT_KEY_PREFIX;
  static final ArchiveSource SOURCE = new ArchiveSource("test", "Test", "redis://test", PREFIX);

  final RedisServer redis;
  final InstantSource clock = InstantSource.system();
  final SessionCodec codec = new SessionJson();
  final JsonFormat json = new JacksonJson();
  final MemorySessionStore memory = new MemorySessionStore(clock);
  final RedisConnector connector =
      new RedisConnector(new BuiltInRedis(Path.of("never-made")), clock);
  volatile long binBytes = 1L << 30;
  final Path journal = journalFolder();
  final AuditFiles audit = new AuditFiles(journal.resolve("audit"), json, () -> 1L << 30, clock);
  final SessionService service =
      new SessionService(
          memory,
          connector,
          new TextSegmenter(),
          () -> Duration.ofHours(1),
          clock,
          new Journal(
              audit,
              new BinFolder(
                  journal.resolve("bin"),
                  json,
                  () -> new RecycleBin.Limits(Duration.ofDays(30), binBytes),
                  clock),
              codec,
              Actor.user(Actor.Face.COMMAND_LINE),
              clock));

  TransferDesk() {
    this(RedisServer.start());
  }

  TransferDesk(RedisServer redis) {
    this.redis = redis;
    connectTo(redis);
  }

  private static Path journalFolder() {
    try {
      return Files.createTempDirectory("transfer-journal");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Connects to {@code server}, and waits until it is. */
  void connectTo(RedisServer server) {
    connector.connect(server.profile(), ProfileSecrets.NONE);
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(
            () -> assertThat(connector.state()).isInstanceOf(ConnectionState.Online.class));
  }

  Exporter exporter() {
    return new Exporter(service, codec, json, clock);
  }

  Exporter exporter(UnaryOperator<OutputStream> disk) {
    return new Exporter(service, codec, json, clock, disk);
  }

  Importer importer() {
    return new Importer(service, codec, json, clock);
  }

  static ImportRequest asked(Path file, ImportPolicy policy) {
    return new ImportRequest(
        file,
        null,
        policy,
        false,
        ImportRequest.Temporaries.LEAVE,
        false,
        PREFIX,
        ArchiveLimits.STANDARD);
  }

  static ImportRequest withUnreadable(ImportRequest asked) {
    return request(asked, asked.passphrase(), true, asked.temporaries(), false);
  }

  static ImportRequest refusingBroken(ImportRequest asked) {
    return request(asked, asked.passphrase(), asked.unreadable(), asked.temporaries(), true);
  }

  static ImportRequest with(ImportRequest asked, ImportRequest.Temporaries temporaries) {
    return request(asked, asked.passphrase(), asked.unreadable(), temporaries, false);
  }

  static ImportRequest with(ImportRequest asked, Secret passphrase) {
    return request(asked, passphrase, asked.unreadable(), asked.temporaries(), false);
  }

  private static ImportRequest request(
      ImportRequest asked,
      @Nullable Secret passphrase,
      boolean unreadable,
      ImportRequest.Temporaries temporaries,
      boolean refuseBroken) {
    return new ImportRequest(
        asked.file(),
        passphrase,
        asked.policy(),
        unreadable,
        temporaries,
        refuseBroken,
        asked.keyPrefix(),
        asked.limits());
  }

  /** A request for everything. */
  static ExportRequest all(Path target, ExportRequest.Format format) {
    return new ExportRequest(
        target, format, new ExportRequest.Selection.All(), false, false, null, SOURCE);
  }

  /** Stores a session, as the service does, and returns it. */
  Session stored(String text) {
    var session = Sessions.persistent(clock.instant(), text);
    redis.call(List.of(bytes("SET"), bytes(PREFIX + session.id()), codec.encode(session)));
    return session;
  }

  /** Stores many small values by one script; their ids are {@code p-1} and so on. */
  void fill(int count) {
    var session = Sessions.persistent(clock.instant(), "many");
    var value = new String(codec.encode(session), StandardCharsets.US_ASCII);
    redis.call(
        "EVAL",
        "for i = 1, ARGV[1] do redis.call('SET', KEYS[1] .. i, ARGV[2]) end",
        "1",
        PREFIX + "p-",
        Integer.toString(count),
        value);
  }

  /** Stores any bytes. */
  void set(String id, byte[] value) {
    redis.call(List.of(bytes("SET"), bytes(PREFIX + id), value));
  }

  /** The last entries of the audit log, the newest first. */
  List<AuditEntry> audited(int count) {
    var entries = new ArrayList<AuditEntry>();
    audit.read(
        entry -> {
          entries.add(entry);
          return entries.size() < count;
        });
    return entries;
  }

  /** A digest of everything in the store. */
  String digest() {
    return redis.call("DEBUG", "DIGEST");
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    service.close();
    connector.close();
    audit.close();
    redis.close();
    try (var files = Files.walk(journal)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
