package org.sessiondesk.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.settings.SecretFileException.Reason;

@SuppressWarnings("NullAway.Init")
class SecretFileTest {
  private static final Secret RIGHT = Secret.of("correct horse");

  @TempDir Path folder;
  private Path path;
  private SecretFile file;

  @BeforeEach
  void make() {
    path = folder.resolve("secrets.json");
    file = another();
  }

  /** As another run of the program sees it. Making keys costs little here. */
  private SecretFile another() {
    return new SecretFile(path, new JacksonJson(), SecretSeal.LEAST_COST);
  }

  private static void fails(ThrowingCallable call, Reason reason) {
    assertThatExceptionOfType(SecretFileException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("correct horse", "hunter2"));
  }

  @Test
  @DisplayName("A secret is found again by whoever has the pass-phrase, and is never in clear")
  void keepsAndFinds() throws IOException {
    file.create(RIGHT);
    file.keep("p", Secret.of("hunter2 密码"));
    assertThat(file.find("p")).contains(Secret.of("hunter2 密码"));
    assertThat(Files.readString(path)).contains("\"p\"").doesNotContain("hunter2", "密码", "horse");

    var next = another();
    assertThat(next.isUnlocked()).isFalse();
    assertThat(next.names()).containsExactly("p");
    assertThat(next.find("q")).isEmpty();
    fails(() -> next.find("p"), Reason.LOCKED);
    fails(() -> next.keep("q", RIGHT), Reason.LOCKED);
    next.unlock(RIGHT);
    assertThat(next.find("p")).contains(Secret.of("hunter2 密码"));
  }

  @Test
  void isItsOwnersAlone() throws IOException {
    file.create(RIGHT);
    file.keep("p", Secret.of("x"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(path);
    }
  }

  @Test
  void aWrongPassphraseIsTold_andChangesNothing() throws IOException {
    file.create(RIGHT);
    file.keep("p", Secret.of("x"));
    var before = Files.readString(path);
    var next = another();
    fails(() -> next.unlock(Secret.of("wrong")), Reason.WRONG_PASSPHRASE);
    assertThat(next.isUnlocked()).isFalse();
    fails(() -> next.change(Secret.of("wrong"), Secret.of("new")), Reason.WRONG_PASSPHRASE);
    assertThat(Files.readString(path)).isEqualTo(before);
  }

  @Test
  @DisplayName(
      "After a change of the pass-phrase the new one opens everything, the old one nothing")
  void changesThePassphrase() throws IOException {
    file.create(RIGHT);
    file.keep("p", Secret.of("one"));
    file.keep("q", Secret.of("two"));
    var elsewhere = another();
    elsewhere.unlock(RIGHT);
    file.change(RIGHT, Secret.of("new"));
    assertThat(file.find("q")).contains(Secret.of("two"));
    fails(() -> elsewhere.keep("r", Secret.of("three")), Reason.LOCKED);
    fails(() -> another().unlock(RIGHT), Reason.WRONG_PASSPHRASE);
    var next = another();
    next.unlock(Secret.of("new"));
    assertThat(next.find("p")).contains(Secret.of("one"));
  }

  @Test
  void theSamePassphraseOpensIt_howeverTheKeyboardComposesIt() {
    file.create(Secret.of("é"));
    another().unlock(Secret.of("e\u0301"));
  }

  @Test
  @DisplayName("A secret can be forgotten without the pass-phrase")
  void forgets() {
    file.create(RIGHT);
    file.keep("p", Secret.of("one"));
    file.keep("q", Secret.of("two"));
    another().forget("p"::equals);
    assertThat(file.names()).containsExactly("q");
    assertThat(file.find("p")).isEmpty();
  }

  @Test
  @DisplayName("A secret that was put in another's place is not given out")
  void secretsCannotChangePlaces() throws IOException {
    file.create(RIGHT);
    file.keep("test", Secret.of("of test"));
    file.keep("prod", Secret.of("of production"));
    var text = Files.readString(path);
    Files.writeString(
        path, text.replace("test", "x").replace("prod", "test").replace("\"x\"", "\"prod\""));
    fails(() -> file.find("test"), Reason.DAMAGED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no json | DAMAGED",
        "[] | DAMAGED",
        "{ \"format\": \"other\" } | DAMAGED",
        "{ \"format\": \"session-desk-secrets\", \"version\": 2 } | NEWER",
        "{ \"format\": \"session-desk-secrets\", \"version\": 1, \"cost\": 30 } | DAMAGED",
        "{ \"format\": \"session-desk-secrets\", \"version\": 1, \"cost\": 10, \"secrets\": {},"
            + " \"salt\": \"?\", \"check\": \"\" } | DAMAGED"
      })
  void whatCannotBeReadIsToldAndNeverWrittenOver(String text, Reason reason) throws IOException {
    Files.writeString(path, text);
    fails(() -> file.unlock(RIGHT), reason);
    fails(() -> file.create(RIGHT), Reason.EXISTS);
    fails(() -> file.keep("p", RIGHT), reason);
    fails(() -> file.forget("p"::equals), reason);
    fails(() -> file.change(RIGHT, RIGHT), reason);
    assertThat(Files.readString(path)).isEqualTo(text);
  }

  @Test
  @DisplayName("One damaged secret keeps the others from no use, and the pass-phrase from a change")
  void oneDamagedSecret() throws IOException {
    file.create(RIGHT);
    file.keep("p", Secret.of("one"));
    file.keep("q", Secret.of("two"));
    var text = Files.readString(path);
    int at = text.indexOf("\"p\": \"") + 6;
    var other = text.charAt(at) == 'A' ? 'B' : 'A';
    var damaged = text.substring(0, at) + other + text.substring(at + 1);
    Files.writeString(path, damaged);
    fails(() -> file.find("p"), Reason.DAMAGED);
    assertThat(file.find("q")).contains(Secret.of("two"));
    fails(() -> file.change(RIGHT, Secret.of("new")), Reason.DAMAGED);
    assertThat(Files.readString(path)).isEqualTo(damaged);
  }

  @Test
  void laidAside_itLiesThere_andANewOneIsMade() {
    file.create(RIGHT);
    var first = file.setAside();
    file.create(Secret.of("new"));
    var second = file.setAside();
    assertThat(first).exists().isNotEqualTo(second);
    assertThat(file.exists()).isFalse();
    assertThat(file.isUnlocked()).isFalse();
    assertThat(file.names()).isEmpty();
  }

  @Test
  void whatCannotBeWrittenIsTold() throws IOException {
    Files.writeString(folder.resolve("in the way"), "");
    var below = new SecretFile(folder.resolve("in the way/x"), new JacksonJson(), 10);
    fails(() -> below.create(RIGHT), Reason.UNUSABLE);
    assertThat(below.isUnlocked()).isFalse();
  }

  @Test
  @DisplayName(
      "What other programs seal cannot be opened with the wrong key, nor what is too short")
  void sealsAreBoundToKeyAndName() {
    var salt = SecretSeal.newSalt();
    var seal = new SecretSeal(RIGHT, salt, SecretSeal.LEAST_COST);
    var whole = seal.seal("p", Secret.of("x"));
    assertThat(seal.seal("p", Secret.of("x"))).as("a nonce of its own").isNotEqualTo(whole);
    assertThatThrownBy(() -> seal.open("q", whole))
        .isInstanceOf(java.security.GeneralSecurityException.class);
    assertThatThrownBy(() -> seal.open("p", new byte[3]))
        .isInstanceOf(java.security.GeneralSecurityException.class);
    assertThatThrownBy(
            () -> new SecretSeal(Secret.of("y"), salt, SecretSeal.LEAST_COST).open("p", whole))
        .isInstanceOf(java.security.GeneralSecurityException.class);
  }
}
