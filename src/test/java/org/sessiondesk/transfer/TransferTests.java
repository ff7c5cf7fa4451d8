package org.sessiondesk.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sessiondesk.transfer.TransferDesk.PREFIX;
import static org.sessiondesk.transfer.TransferDesk.all;
import static org.sessiondesk.transfer.TransferDesk.bytes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.transfer.ExportRequest.Format;

/** Tests on one real Redis, which is empty before each of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // made before the tests
abstract class TransferTests {
  @TempDir Path shared;
  Path folder;
  TransferDesk desk;
  private int runs;

  @BeforeAll
  final void startRedis() {
    desk = new TransferDesk();
  }

  @AfterAll
  final void stopRedis() {
    desk.close();
  }

  @BeforeEach
  final void emptyAll() throws IOException {
    desk.redis.call("FLUSHALL");
    desk.redis.call("CONFIG", "SET", "maxmemory", "0");
    var ids = new ArrayList<SessionId>();
    desk.memory.forEach(held -> ids.add(held.id()));
    ids.forEach(desk.memory::delete);
    folder = Files.createDirectory(shared.resolve("run-" + runs++));
  }

  final Importer importer() {
    return desk.importer();
  }

  static ImportRequest asked(Path file, ImportPolicy policy) {
    return TransferDesk.asked(file, policy);
  }

  final ImportReport imported(Path file, ImportPolicy policy) {
    return importer().run(importer().check(asked(file, policy), Progress.NONE), Progress.NONE);
  }

  /** Everything that is stored, in a file. */
  final Path exported(Format format) {
    var file = folder.resolve("all." + format);
    desk.exporter().export(all(file, format), Progress.NONE);
    return file;
  }

  final String get(SessionId id) {
    return desk.redis.call("GET", PREFIX + id);
  }

  final void set(Session session) {
    desk.set(session.id().value(), desk.codec.encode(session));
  }

  /** The stored form of {@code session}. */
  final String line(Session session) {
    return new String(desk.codec.encode(session), StandardCharsets.UTF_8);
  }

  /** The entries of the file, by their ids. */
  final Map<String, ArchiveEntry> lines(Path file) throws IOException {
    var parser = new LineParser(desk.codec, desk.json, PREFIX);
    var entries = new TreeMap<String, ArchiveEntry>();
    for (var line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      var entry = parser.parse(bytes(line));
      assertThat(entries.put(entry.stored().id().value(), entry)).as(line).isNull();
    }
    return entries;
  }

  static ArchiveEntry entry(Map<String, ArchiveEntry> entries, String id) {
    return Objects.requireNonNull(entries.get(id), id);
  }
}
