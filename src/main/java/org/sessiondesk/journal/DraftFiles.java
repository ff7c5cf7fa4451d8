package org.sessiondesk.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import org.sessiondesk.session.Digest;
import org.sessiondesk.session.DraftStore;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drafts in files, one a session, named by a digest of the session's store and id. */
public final class DraftFiles implements DraftStore {
  private static final Logger LOG = LoggerFactory.getLogger(DraftFiles.class);
  private static final String SUFFIX = ".draft";

  /** How many drafts are kept at the most; the oldest go first. */
  static final int MOST = 200;

  private final Path folder;
  private final JsonFormat json;
  private final InstantSource clock;

  /** Makes it; {@code folder} is created with the first draft. */
  public DraftFiles(Path folder, JsonFormat json, InstantSource clock) {
    this.folder = folder;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public synchronized void keep(StoreName store, SessionId id, Json.Obj draft) {
    var line = new Fields().time("time", clock.instant()).store(store).id(id).put("draft", draft);
    try {
      OwnerFiles.createFolder(folder);
      OwnerFiles.replace(file(store, id), line.line(json));
      removeOldest();
    } catch (IOException e) {
      throw new UncheckedIOException("A draft cannot be kept", e);
    }
  }

  private void removeOldest() throws IOException {
    var all = OwnerFiles.list(folder, name -> name.endsWith(SUFFIX));
    if (all.size() > MOST) {
      for (var file :
          all.stream()
              .sorted(Comparator.comparingLong(path -> path.toFile().lastModified()))
              .limit(all.size() - MOST)
              .toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Override
  public synchronized Optional<KeptDraft> find(StoreName store, SessionId id) {
    try {
      var fields = Fields.read(Files.readAllBytes(file(store, id)), json);
      return fields.store().sameStore(store)
              && fields.id().equals(id)
              && fields.value("draft") instanceof Json.Obj draft
          ? Optional.of(new KeptDraft(fields.time("time"), draft))
          : Optional.empty();
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      LOG.warn("A draft cannot be read and is left alone", e);
      return Optional.empty();
    }
  }

  @Override
  public synchronized void remove(StoreName store, SessionId id) {
    try {
      Files.deleteIfExists(file(store, id));
    } catch (IOException e) {
      throw new UncheckedIOException("A draft cannot be removed", e);
    }
  }

  private Path file(StoreName store, SessionId id) {
    var name = store.id() + '\n' + store.place() + '\n' + id.value();
    return folder.resolve(Digest.of(Fields.utf16(name)) + SUFFIX);
  }
}
