package org.sessiondesk.settings;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.Deployment;
import org.sessiondesk.connection.ProfileMarks;
import org.sessiondesk.connection.RedisUrl;
import org.sessiondesk.connection.SshTunnel;
import org.sessiondesk.connection.StoreTarget.Address;
import org.sessiondesk.connection.TimeLimits;
import org.sessiondesk.connection.TlsSettings;
import org.sessiondesk.connection.WayIn;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.session.Json;

class SettingsFileTest {
  private static final Duration AT_ONCE = Duration.ZERO;
  private static final Duration NEVER = Duration.ofDays(1);
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-23T10:20:30Z"));

  @TempDir Path folder;

  private Path path() {
    return folder.resolve("config/settings.json");
  }

  private SettingsFile file(Duration delay) {
    return new SettingsFile(List.of(path()), new JacksonJson(), "1.2.3", CLOCK, delay);
  }

  private void onDisk(String text) throws IOException {
    Files.createDirectories(path().getParent());
    Files.writeString(path(), text);
  }

  private String saved(Settings settings) throws IOException {
    try (var file = file(NEVER)) {
      file.load();
      file.save(settings);
    }
    return Files.readString(path());
  }

  private List<String> names() throws IOException {
    try (var files = Files.list(path().getParent())) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  static Settings everything() {
    return Settings.DEFAULT
        .withDefaultTtl(Duration.ofMinutes(90))
        .withCleanupInterval(Duration.ofMillis(1500))
        .withLanguage(Language.CHINESE)
        .withTheme(Theme.DARK)
        .withProfile(
            new ConnectionProfile(
                "a", "生产 \"1\"", RedisUrl.parse("rediss://us%40er@[::1]:7000/3").target(), "p:"))
        .withProfile(
            new ConnectionProfile(
                "b", "", RedisUrl.parse("redis-sentinel://s1,s2:1/2#my%20master").target(), ""))
        .withProfile(
            new ConnectionProfile(
                "c",
                "c",
                RedisUrl.parse("redis-socket:///run/r%20s.sock").target(),
                "x",
                new ProfileMarks(Deployment.PRODUCTION, ProfileMarks.Colour.TEAL, true)))
        .withProfile(
            new ConnectionProfile(
                "d",
                "d",
                RedisUrl.parse("rediss-cluster://ops@n1:7000,n2:7001").target(),
                "x",
                ProfileMarks.NONE,
                new WayIn(
                    new TlsSettings(
                        TlsSettings.Verify.CHAIN,
                        Path.of("/etc/ca with space.pem"),
                        new TlsSettings.ClientCertificate.Pem(Path.of("/c.pem"), Path.of("/k.pem")),
                        "redis.example"),
                    new SshTunnel(
                        new Address("::1", 2222),
                        "öps",
                        new SshTunnel.Login.KeyFile(Path.of("/home/me/.ssh/id")),
                        Path.of("/known"),
                        "SHA256:abc"),
                    new TimeLimits(Duration.ofMillis(2_500), Duration.ofSeconds(30)))))
        .withProfile(
            new ConnectionProfile(
                "e",
                "e",
                RedisUrl.parse("rediss-sentinel://s1/0?sentinelUsername=g#m").target(),
                "x",
                ProfileMarks.NONE,
                WayIn.DEFAULT
                    .withTls(
                        new TlsSettings(
                            TlsSettings.Verify.NONE,
                            null,
                            new TlsSettings.ClientCertificate.Pkcs12(Path.of("/me.p12")),
                            null))
                    .withSsh(
                        new SshTunnel(
                            new Address("jump", 22),
                            "me",
                            new SshTunnel.Login.Agent(),
                            null,
                            null))))
        .withActiveProfile("b")
        .withApi(new ApiSettings(false, 8123))
        .withWindow(new WindowPlacement(-10.5, 20, 1000, 700.25, true))
        .withColumns(
            new TableColumns(
                List.of("state", "text"),
                Map.of("text", 240.0),
                Set.of("metadata"),
                List.of(new TableColumns.Sort("created", true))))
        .withViews(
            List.of(
                new SavedView("2", "天气", "temporary", "text:天气 -draft", "title", false),
                new SavedView("1", "of a later version", "archived", "", "size", true)))
        .withPane("inspector", 0.72)
        .withUi("log", new Json.Obj(Map.of("size", new Json.Num("1e+21"))));
  }

  @Test
  void withoutAFileTheDefaultsHold_andNothingIsWritten() {
    try (var file = file(AT_ONCE)) {
      var loaded = file.load();

      assertThat(loaded.settings()).isEqualTo(Settings.DEFAULT);
      assertThat(loaded.warnings()).isEmpty();
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void everythingIsReadBack() throws IOException {
    var text = saved(everything());

    try (var file = file(AT_ONCE)) {
      assertThat(file.load()).isEqualTo(new SettingsFile.Loaded(everything(), List.of()));
    }
    assertThat(text).contains("\"writtenByVersion\": \"1.2.3\"").endsWith("}\n");
  }

  private static ProfileMarks marks(SettingsFile.Loaded loaded, String id) {
    return loaded.settings().profiles().stream()
        .filter(profile -> profile.id().equals(id))
        .findFirst()
        .orElseThrow()
        .marks();
  }

  @Test
  void aGuardThatMakesNoSenseGuards_andIsToldOf() throws IOException {
    onDisk(
        "{\"profiles\": [{\"id\": \"x\", \"url\": \"redis://h/1\", \"readOnly\": \"perhaps\","
            + " \"deployment\": \"mars\"}, {\"id\": \"y\", \"url\": \"redis://h/1\"}]}");
    try (var file = file(NEVER)) {
      var loaded = file.load();
      assertThat(marks(loaded, "x"))
          .isEqualTo(new ProfileMarks(Deployment.UNMARKED, ProfileMarks.Colour.AUTOMATIC, true));
      assertThat(marks(loaded, "y")).isEqualTo(ProfileMarks.NONE);
      assertThat(loaded.warnings().toString())
          .contains("profiles[0].readOnly", "profiles[0].deployment");
    }
  }

  @Test
  @DisplayName("A way in that cannot be made out never becomes another one, and the file is kept")
  void aWayInThatMakesNoSenseIsNotGuessed() throws IOException {
    onDisk(
        """
        {"profiles": [
          {"id": "straight", "url": "redis://h/1", "ssh": null, "limits": {"connect": "PT9H"}},
          {"id": "nowhere", "url": "redis://h/1", "ssh": {"host": "jump", "login": "password"}},
          {"id": "magic", "url": "redis://h/1",
           "ssh": {"host": "jump", "user": "me", "login": "magic"}},
          {"id": "trusting", "url": "rediss://h/1", "tls": {"authorities": 7}},
          {"id": "strict", "url": "rediss://h/1", "tls": {"verify": "perhaps"}}]}
        """);
    try (var file = file(NEVER)) {
      var loaded = file.load();
      assertThat(loaded.settings().profiles())
          .extracting(ConnectionProfile::id)
          .containsExactly("built-in", "straight", "strict");
      assertThat(loaded.settings().profiles())
          .extracting(ConnectionProfile::way)
          .containsOnly(WayIn.DEFAULT);
      assertThat(loaded.warnings().toString())
          .contains(
              "profiles[0].limits.connect",
              "profiles[1].ssh",
              "profiles[2].ssh",
              "profiles[3].tls.authorities",
              "profiles[4].tls.verify");
      assertThat(loaded.warnings().getFirst().keptAs()).isPresent();
    }
  }

  @Test
  void theUsualWayInIsLeftOut_andUnknownFieldsOfAnotherAreKept() throws IOException {
    onDisk(
        "{\"profiles\": [{\"id\": \"x\", \"url\": \"redis://h/1\"},"
            + " {\"id\": \"y\", \"url\": \"rediss://h/1\","
            + " \"tls\": {\"verify\": \"chain\", \"pinned\": \"abc\"}}]}");
    try (var file = file(NEVER)) {
      file.save(file.load().settings());
    }

    assertThat(path()).content().contains("\"pinned\": \"abc\"").containsOnlyOnce("\"tls\"");
    assertThat(path()).content().doesNotContain("\"ssh\"", "\"limits\"");
  }

  @Test
  void profilesAreWrittenWithoutSecrets() throws IOException {
    var url = RedisUrl.parse("redis://me:hunter2@h/1");

    var text =
        saved(Settings.DEFAULT.withProfile(new ConnectionProfile("x", "X", url.target(), "p:")));

    assertThat(url.password()).isPresent();
    assertThat(text).contains("redis://me@h:6379/1").doesNotContain("hunter2");
    assertThat(names()).containsExactly("settings.json");
  }

  @Test
  void aPasswordThatSomebodyWroteIntoTheFileIsNotTakenOver() throws IOException {
    onDisk("{\"profiles\": [{\"id\": \"x\", \"url\": \"redis://me:hunter2@h/1\"}]}");
    try (var file = file(NEVER)) {
      file.save(file.load().settings());
    }

    assertThat(path()).content().contains("redis://me@h:6379/1").doesNotContain("hunter2");
  }

  @Test
  void unknownFieldsSurvive() throws IOException {
    onDisk(
        """
        {"later": [1, 1e400, {"a": null}], "theme": "dark", "api": {"port": 9000, "cors": "x"},
         "profiles": [{"id": "x", "colour": "red", "url": "redis://h"}],
         "views": [{"id": "v", "name": "mine", "shape": "round"}],
         "columns": {"pinned": ["id"]}, "window": {"x": 1, "y": 2, "width": 3, "height": 4, "z": 5},
         "writtenByVersion": "9.9"}
        """);
    try (var file = file(NEVER)) {
      var settings = file.load().settings();
      assertThat(settings.theme()).isEqualTo(Theme.DARK);
      file.save(settings.withTheme(Theme.LIGHT));
      file.flush();
      file.save(settings.withTheme(Theme.SYSTEM));
    }

    assertThat(Files.readString(path()).replaceAll("\\s+", ""))
        .startsWith("{\"later\":[1,1e400,{\"a\":null}],\"theme\":\"system\"")
        .contains("\"cors\":\"x\"")
        .contains("\"colour\":\"red\"")
        .contains("\"shape\":\"round\"")
        .contains("\"pinned\":[\"id\"]")
        .contains("\"z\":5")
        .contains("\"writtenByVersion\":\"1.2.3\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"theme\": \"dark\"",
        "[]",
        "null",
        "not json",
        "{} {}",
        "\u0000\u0000"
      })
  void aFileThatIsNotSettingsIsKeptAside(String text) throws IOException {
    onDisk(text);
    try (var file = file(NEVER)) {
      var loaded = file.load();
      var kept = path().resolveSibling("settings.json.kept-20261123-102030");

      assertThat(loaded.settings()).isEqualTo(Settings.DEFAULT);
      assertThat(loaded.warnings()).hasSize(1);
      assertThat(loaded.warnings().getFirst().kind()).isEqualTo(SettingsWarning.Kind.NOT_SETTINGS);
      assertThat(loaded.warnings().getFirst().keptAs()).contains(kept);
      assertThat(path()).doesNotExist();
      file.save(everything());
      file.flush();
      assertThat(kept).hasContent(text);
      assertThat(path()).content().contains("chinese");
    }
  }

  @Test
  void keepsEveryBrokenFile_alsoOfTheSameSecond() throws IOException {
    for (var text : List.of("one", "two")) {
      onDisk(text);
      try (var file = file(NEVER)) {
        file.load();
      }
    }

    assertThat(names())
        .containsExactly(
            "settings.json.kept-20261123-102030", "settings.json.kept-20261123-102030-2");
  }

  @Test
  void bytesThatAreNoUtf8AreKeptAside() throws IOException {
    Files.createDirectories(path().getParent());
    Files.write(path(), "{\"x\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1));
    try (var file = file(NEVER)) {
      assertThat(file.load().warnings().getFirst().detail()).contains("UTF-8");
    }
  }

  @Test
  void aFolderInItsPlaceIsKeptAside() throws IOException {
    Files.createDirectories(path().resolve("inside"));
    try (var file = file(NEVER)) {
      var warning = file.load().warnings().getFirst();

      assertThat(warning.kind()).isEqualTo(SettingsWarning.Kind.UNREADABLE);
      assertThat(warning.keptAs().orElseThrow().resolve("inside")).isDirectory();
    }
  }

  @Test
  void fieldsThatMakeNoSenseAreNamed_theRestHolds_andACopyIsKept() throws IOException {
    var text =
        """
        {"defaultTtl": "soon", "cleanupInterval": 5, "pictureMegabytes": 3,
         "journal": {"binDays": 0, "binMegabytes": 100, "auditMegabytes": 1.5},
         "language": "klingon", "theme": "dark",
         "profiles": [{"id": "good", "url": "redis://h"}, {"id": "bad", "url": "h"}, 7, {}],
         "activeProfile": "good", "api": {"port": 8000.5}, "window": {"x": 1},
         "views": [{"id": "v"}, 7, {"name": "x"}, {"id": "w", "name": "good", "search": 1}],
         "columns": {"order": "x"}, "panes": {"left": "x", "right": 0.5}, "ui": []}
        """;
    onDisk(text);
    try (var file = file(NEVER)) {
      var loaded = file.load();

      assertThat(loaded.settings().theme()).isEqualTo(Theme.DARK);
      assertThat(loaded.settings().defaultTtl()).isEqualTo(Duration.ofHours(1));
      assertThat(loaded.settings().activeProfileId()).isEqualTo("good");
      assertThat(loaded.settings().journal()).isEqualTo(new JournalSettings(30, 100, 1_024));
      assertThat(loaded.settings().panes()).containsOnlyKeys("right");
      assertThat(loaded.settings().views()).extracting(SavedView::name).containsExactly("good");
      var warning = loaded.warnings().getFirst();
      assertThat(warning.kind()).isEqualTo(SettingsWarning.Kind.FIELDS_IGNORED);
      assertThat(warning.detail().split(", "))
          .containsExactlyInAnyOrder(
              "defaultTtl",
              "cleanupInterval",
              "pictureMegabytes",
              "journal.binDays",
              "journal.auditMegabytes",
              "language",
              "profiles",
              "profiles[1].url",
              "profiles[2].id",
              "api.port",
              "window",
              "columns.order",
              "views",
              "views[0].name",
              "views[1].id",
              "views[2].search",
              "panes.left",
              "ui");
      assertThat(warning.keptAs().orElseThrow()).hasContent(text);
      assertThat(path()).hasContent(text);
    }
  }

  @Test
  void ofSeveralCandidatesTheFirstThatIsThereIsRead_andTheFirstIsWritten() throws IOException {
    var site = Files.writeString(folder.resolve("site.json"), "{\"theme\": \"dark\"}");
    var broken = Files.writeString(folder.resolve("broken.json"), "broken");
    var candidates = List.of(path(), broken, site);
    try (var file = new SettingsFile(candidates, new JacksonJson(), "1", CLOCK, NEVER)) {
      var loaded = file.load();

      assertThat(loaded.settings().theme()).isEqualTo(Theme.DARK);
      assertThat(loaded.warnings()).hasSize(1);
      assertThat(broken).as("not ours to rename").hasContent("broken");
      file.save(loaded.settings().withTheme(Theme.LIGHT));
    }

    assertThat(path()).content().contains("\"theme\": \"light\"");
    assertThat(site).hasContent("{\"theme\": \"dark\"}");
  }

  @Test
  void savingWaitsForFurtherChanges() {
    try (var file = file(Duration.ofMillis(150))) {
      file.load();
      for (int i = 1; i <= 100; i++) {
        file.save(Settings.DEFAULT.withPane("p", i));
      }
      assertThat(path()).doesNotExist();

      await().atMost(5, SECONDS).until(() -> Files.exists(path()));
      assertThat(path()).content().contains("\"p\": 100");

      // And so on with the next.
      file.save(Settings.DEFAULT.withPane("p", 101));
      await()
          .atMost(5, SECONDS)
          .untilAsserted(() -> assertThat(path()).content().contains("\"p\": 101"));
    }
  }

  @Test
  void closingSavesAtOnce_andSoDoesSavingAfterIt() {
    var file = file(NEVER);
    file.load();
    file.save(Settings.DEFAULT.withPane("p", 1));
    file.close();
    assertThat(path()).content().contains("\"p\": 1");

    file.save(Settings.DEFAULT.withPane("p", 2));
    assertThat(path()).content().contains("\"p\": 2");
  }

  @Test
  void nobodyEverSeesAPartOfTheFile() throws Exception {
    var small = Settings.DEFAULT;
    var large = Settings.DEFAULT.withUi("big", new Json.Str("x".repeat(500_000)));
    saved(small);
    var done = new AtomicBoolean();
    var torn = new CopyOnWriteArrayList<String>();
    var reader =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!done.get()) {
                    try {
                      var text = Files.readString(path());
                      if (!text.endsWith("}\n")) {
                        torn.add(text.length() + " characters");
                      }
                    } catch (IOException e) {
                      torn.add(e.toString());
                    }
                  }
                });
    try (var file = file(NEVER)) {
      file.load();
      for (int i = 0; i < 30; i++) {
        file.save(i % 2 == 0 ? large : small);
        file.flush();
      }
    } finally {
      done.set(true);
      reader.join();
    }

    assertThat(torn).isEmpty();
    assertThat(names()).containsExactly("settings.json");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "knows no POSIX permissions")
  void theFileAndItsFolderAreItsOwnersOnly() throws IOException {
    saved(Settings.DEFAULT);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path().getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege")
  void aLinkStaysALink() throws IOException {
    var real = Files.writeString(folder.resolve("real.json"), "{}");
    Files.createDirectories(path().getParent());
    Files.createSymbolicLink(path(), real);

    saved(everything());

    assertThat(Files.isSymbolicLink(path())).isTrue();
    assertThat(real).content().contains("chinese");
  }

  @Test
  void tellsThatItCouldNotSave_andTriesAgainWithTheNext() throws IOException {
    var warnings = new ArrayList<SettingsWarning>();
    try (var file = file(NEVER)) {
      file.load();
      file.watchTrouble(warnings::add);
      Files.writeString(folder.resolve("config"), "in the way");

      file.save(everything());
      file.flush();
      assertThat(warnings)
          .extracting(SettingsWarning::kind)
          .containsExactly(SettingsWarning.Kind.NOT_SAVED);

      Files.delete(folder.resolve("config"));
    }
    assertThat(path()).content().contains("chinese");
  }

  @Test
  void tellsOfTextThatNoFileCanHold() {
    var warnings = new CopyOnWriteArrayList<SettingsWarning>();
    try (var file = file(AT_ONCE)) {
      file.load();
      file.watchTrouble(warnings::add);
      file.save(Settings.DEFAULT.withUi("x", new Json.Str("\ud800")));
      await().atMost(5, SECONDS).until(() -> !warnings.isEmpty());

      file.save(Settings.DEFAULT.withTheme(Theme.DARK));
      await().atMost(5, SECONDS).until(() -> Files.exists(path(), LinkOption.NOFOLLOW_LINKS));
    }
  }
}
