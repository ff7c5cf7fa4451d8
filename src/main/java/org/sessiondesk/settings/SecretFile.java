package org.sessiondesk.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.JsonSyntaxException;
import org.sessiondesk.settings.SecretFileException.Reason;

/**
 * Secrets in a file that a pass-phrase opens: each sealed for itself, under a name that anybody may
 * read, so that it can be told without the pass-phrase whether there is one. The format is
 * described in {@code docs/connections.md}. The file is its owner's alone, is replaced as a whole,
 * and is read anew at each call; what cannot be read is never written over. All calls block. Safe
 * for use by many threads.
 */
public final class SecretFile {
  private static final String FORMAT = "session-desk-secrets";
  private static final int VERSION = 1;
  private static final String SECRETS = "secrets";

  /** What is sealed to tell whether a pass-phrase is right; no secret's name is empty. */
  private static final String CHECK = "";

  private final Path file;
  private final JsonFormat json;
  private final int cost;
  private @Nullable Opened opened;

  /** The key that was made in this run, and the salt that it was made with. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Opened(SecretSeal seal, byte[] salt) {}

  /** What the file holds. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Content(int cost, byte[] salt, byte[] check, Map<String, byte[]> secrets) {}

  /** The file at {@code file}, which need not be there; nothing is read yet. */
  public SecretFile(Path file, JsonFormat json) {
    this(file, json, SecretSeal.STANDARD_COST);
  }

  SecretFile(Path file, JsonFormat json, int cost) {
    this.file = file;
    this.json = json;
    this.cost = cost;
  }

  /** Where it lies. */
  public Path path() {
    return file;
  }

  /** Whether it is there, readable or not. */
  public boolean exists() {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** Whether its pass-phrase was given in this run. */
  public synchronized boolean isUnlocked() {
    return opened != null;
  }

  /**
   * The names of the secrets that it keeps.
   *
   * @throws SecretFileException where it cannot be read
   */
  public synchronized Set<String> names() {
    return exists() ? Set.copyOf(read().secrets().keySet()) : Set.of();
  }

  /**
   * Makes it, with nothing in it.
   *
   * @throws SecretFileException where it is there already, or cannot be written
   */
  public synchronized void create(Secret passphrase) {
    if (exists()) {
      throw new SecretFileException(Reason.EXISTS, file + " is there already");
    }
    sealAnew(passphrase, Map.of());
  }

  /**
   * Opens it for this run.
   *
   * @throws SecretFileException where the pass-phrase is wrong, or the file cannot be read
   */
  public synchronized void unlock(Secret passphrase) {
    var content = read();
    opened = new Opened(sealOf(passphrase, content), content.salt());
  }

  /**
   * Seals everything anew with another pass-phrase.
   *
   * @throws SecretFileException where the old one is wrong, or something in it cannot be opened
   */
  public synchronized void change(Secret old, Secret fresh) {
    var content = read();
    var seal = sealOf(old, content);
    var secrets = new LinkedHashMap<String, Secret>();
    for (var name : content.secrets().keySet()) {
      secrets.put(name, open(seal, name, content));
    }
    sealAnew(fresh, secrets);
  }

  /** Writes the secrets under a new key, which is kept for this run. */
  private void sealAnew(Secret passphrase, Map<String, Secret> secrets) {
    var salt = SecretSeal.newSalt();
    var seal = new SecretSeal(passphrase, salt, cost);
    var anew = new LinkedHashMap<String, byte[]>();
    secrets.forEach((name, secret) -> anew.put(name, seal.seal(name, secret)));
    write(new Content(cost, salt, seal.seal(CHECK, Secret.of("")), anew));
    opened = new Opened(seal, salt);
  }

  private SecretSeal sealOf(Secret passphrase, Content content) {
    var seal = new SecretSeal(passphrase, content.salt(), content.cost());
    try {
      var _ = seal.open(CHECK, content.check());
      return seal;
    } catch (GeneralSecurityException e) {
      throw new SecretFileException(
          Reason.WRONG_PASSPHRASE, "the pass-phrase is not the one of " + file, e);
    }
  }

  /**
   * The secret of that name.
   *
   * @throws SecretFileException where there is one, but it is locked or damaged
   */
  public synchronized Optional<Secret> find(String name) {
    if (!exists()) {
      return Optional.empty();
    }
    var content = read();
    return content.secrets().containsKey(name)
        ? Optional.of(open(unlocked(content), name, content))
        : Optional.empty();
  }

  /**
   * Keeps {@code secret} under {@code name}.
   *
   * @throws SecretFileException where it is locked, or cannot be read or written
   */
  public synchronized void keep(String name, Secret secret) {
    var content = read();
    var changed = new LinkedHashMap<>(content.secrets());
    changed.put(name, unlocked(content).seal(name, secret));
    write(new Content(content.cost(), content.salt(), content.check(), changed));
  }

  /**
   * Forgets the secrets of such names. The pass-phrase is not needed for that.
   *
   * @throws SecretFileException where it cannot be read or written
   */
  public synchronized void forget(Predicate<String> names) {
    if (!exists()) {
      return;
    }
    var content = read();
    var changed = new LinkedHashMap<>(content.secrets());
    if (changed.keySet().removeIf(names)) {
      write(new Content(content.cost(), content.salt(), content.check(), changed));
    }
  }

  /**
   * Gives it another name, so that a new one can be made: the pass-phrase was forgotten.
   *
   * @return where it lies now
   * @throws SecretFileException where that cannot be done
   */
  public synchronized Path setAside() {
    var aside = file.resolveSibling(file.getFileName() + ".old");
    for (int i = 2; Files.exists(aside, LinkOption.NOFOLLOW_LINKS); i++) {
      aside = file.resolveSibling(file.getFileName() + ".old-" + i);
    }
    try {
      Files.move(file, aside);
      opened = null;
      return aside;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Another program may have changed the pass-phrase meanwhile: then the key is of no use. */
  private SecretSeal unlocked(Content content) {
    var open = opened;
    if (open == null || !Arrays.equals(open.salt(), content.salt())) {
      opened = null;
      throw new SecretFileException(Reason.LOCKED, file + " is locked");
    }
    return open.seal();
  }

  private Secret open(SecretSeal seal, String name, Content content) {
    try {
      return seal.open(name, content.secrets().getOrDefault(name, new byte[0]));
    } catch (GeneralSecurityException e) {
      throw damaged("the secret " + name, e);
    }
  }

  private SecretFileException damaged(String what, @Nullable Exception cause) {
    var message = file + " is damaged: " + what;
    return cause == null
        ? new SecretFileException(Reason.DAMAGED, message)
        : new SecretFileException(Reason.DAMAGED, message, cause);
  }

  private SecretFileException unusable(IOException e) {
    return new SecretFileException(Reason.UNUSABLE, file + ": " + FileWords.of(e), e);
  }

  // ---- the format
  // --------------------------------------------------------------------------------

  private Content read() {
    try {
      var bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      var text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      if (json.parse(text) instanceof Json.Obj document) {
        return content(document);
      }
      throw damaged("it is no object", null);
    } catch (CharacterCodingException | JsonSyntaxException e) {
      throw damaged("it is no JSON", e);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private Content content(Json.Obj document) {
    var members = document.members();
    if (!new Json.Str(FORMAT).equals(members.get("format"))) {
      throw damaged("its format", null);
    }
    int version = number(members.get("version"));
    if (version > VERSION) {
      throw new SecretFileException(
          Reason.NEWER, file + " was written by a later version: format " + version);
    }
    int steps = number(members.get("cost"));
    if (version < 1 || steps < SecretSeal.LEAST_COST || steps > SecretSeal.MOST_COST) {
      throw damaged("its numbers", null);
    }
    if (!(members.get(SECRETS) instanceof Json.Obj kept)) {
      throw damaged("its secrets", null);
    }
    var secrets = new LinkedHashMap<String, byte[]>();
    kept.members().forEach((name, value) -> secrets.put(name, bytes(name, value)));
    return new Content(
        steps, bytes("salt", members.get("salt")), bytes("check", members.get("check")), secrets);
  }

  private static int number(@Nullable Json value) {
    return value instanceof Json.Num(var literal) && literal.matches("\\d{1,6}")
        ? Integer.parseInt(literal)
        : -1;
  }

  private byte[] bytes(String name, @Nullable Json value) {
    if (value instanceof Json.Str(var text)) {
      try {
        return Base64.getDecoder().decode(text);
      } catch (IllegalArgumentException e) {
        throw damaged(name, e);
      }
    }
    throw damaged(name, null);
  }

  private void write(Content content) {
    var secrets = new LinkedHashMap<String, Json>();
    content.secrets().forEach((name, bytes) -> secrets.put(name, text(bytes)));
    var document =
        Json.EMPTY
            .with("format", new Json.Str(FORMAT))
            .with("version", new Json.Num(Integer.toString(VERSION)))
            .with("cost", new Json.Num(Integer.toString(content.cost())))
            .with("salt", text(content.salt()))
            .with("check", text(content.check()))
            .with(SECRETS, new Json.Obj(secrets));
    try {
      PrivateFiles.write(file, json.printPretty(document) + "\n");
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private static Json.Str text(byte[] bytes) {
    return new Json.Str(Base64.getEncoder().encodeToString(bytes));
  }
}
