package org.sessiondesk.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.Deployment;
import org.sessiondesk.connection.RedisUrlException;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.settings.ProfileImport.Bad;
import org.sessiondesk.settings.ProfileImport.Fault;
import org.sessiondesk.settings.ProfileImport.Place;

class ProfileExchangeTest {
  private final ProfileExchange exchange = new ProfileExchange(new JacksonJson());

  private static List<String> targets(ProfileImport read) {
    return read.found().stream().map(found -> found.profile().target().display()).toList();
  }

  private Fault fault(String text) {
    var read = exchange.read(text);
    assertThat(read.found()).isEmpty();
    return read.bad().getFirst().fault();
  }

  @Test
  @DisplayName("A URL becomes a profile called as its server; its password is a secret apart")
  void readsAUrl() {
    var read = exchange.read("  rediss://desk:hunter2@redis.example:6380/3 \n");
    assertThat(targets(read)).containsExactly("rediss://desk@redis.example:6380/3");
    var found = read.found().getFirst();
    assertThat(found.profile().name()).isEqualTo("redis.example:6380");
    assertThat(found.secrets().find(SecretKind.PASSWORD)).contains(Secret.of("hunter2"));
    assertThat(found.toString()).doesNotContain("hunter2");
  }

  @Test
  void readsAUrlInEachLine_andNamesTheLineOfABadOne() {
    var read = exchange.read("redis://a\n# the other\nredis://b:99999\nhttp://c\n");
    assertThat(targets(read)).containsExactly("redis://a:6379/0");
    assertThat(read.bad())
        .containsExactly(
            new Bad(
                new Place(Place.Kind.LINE, 3, ""),
                Fault.BAD_URL,
                "",
                RedisUrlException.Kind.BAD_PORT),
            new Bad(
                new Place(Place.Kind.LINE, 4, ""),
                Fault.BAD_URL,
                "",
                RedisUrlException.Kind.BAD_SCHEME));
  }

  @Test
  @DisplayName("Of a .env file every URL of a Redis becomes a profile; the marks are REDIS_URL's")
  void readsAnEnvFile() {
    var read =
        exchange.read(
            """
            # the service's
            API_PORT=8000
            export REDIS_URL="redis://:secret@one:6379/0"
            REDIS_DEPLOYMENT=production
            REDIS_READ_ONLY=true
            CACHE=redis-sentinel://s1,s2/1#cache
            DATABASE_URL=postgres://x
            """);
    assertThat(read.bad()).isEmpty();
    assertThat(targets(read))
        .containsExactly("redis://one:6379/0", "redis-sentinel://s1:26379,s2:26379/1#cache");
    assertThat(read.found().getFirst().profile().marks().deployment())
        .isEqualTo(Deployment.PRODUCTION);
    assertThat(read.found().getFirst().profile().marks().readOnly()).isTrue();
    var cache = read.found().getLast();
    assertThat(cache.profile().name()).isEqualTo("CACHE");
    assertThat(cache.place()).isEqualTo(new Place(Place.Kind.LINE, 6, "CACHE"));
    assertThat(cache.profile().marks().readOnly()).isFalse();
  }

  @Test
  @DisplayName("REDIS_HOST and its companions are understood where there is no REDIS_URL")
  void readsAHostAndItsCompanions() {
    var read =
        exchange.read(
            """
            REDIS_HOST=10.0.0.7
            REDIS_PORT=6380
            REDIS_DB=2
            REDIS_USERNAME=desk
            REDIS_PASSWORD=' two words '
            REDIS_SSL=true
            """);
    assertThat(targets(read)).containsExactly("rediss://desk@10.0.0.7:6380/2");
    assertThat(read.found().getFirst().secrets().find(SecretKind.PASSWORD))
        .contains(Secret.of(" two words "));
  }

  @Test
  @DisplayName("A mark that makes no sense keeps the profile out: it may be the one that guards it")
  void refusesBadMarks() {
    var read = exchange.read("REDIS_URL=redis://one\nREDIS_READ_ONLY=perhaps\n");
    assertThat(read.found()).isEmpty();
    assertThat(read.bad())
        .containsExactly(
            new Bad(
                new Place(Place.Kind.LINE, 2, "REDIS_READ_ONLY"),
                Fault.BAD_FIELDS,
                "REDIS_READ_ONLY",
                null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hello | NOT_UNDERSTOOD",
        "'' | NOTHING",
        "# only a comment | NOTHING",
        "A=1 | NOTHING",
        "REDIS_URL= | BAD_URL",
        "REDIS_HOST=a\\nREDIS_PORT=x | BAD_FIELDS",
        "{ \"profiles\": | NOT_JSON",
        "[] | NOT_AN_EXPORT",
        "{ \"a\": 1 } | NOT_AN_EXPORT",
        "{ \"format\": \"other\", \"profiles\": [1] } | NOT_AN_EXPORT",
        "{ \"version\": 2, \"profiles\": [1] } | NEWER",
        "{ \"profiles\": [] } | NOTHING",
        "{ \"profiles\": [1] } | BAD_FIELDS",
        "{ \"profiles\": [{ \"name\": \"a\" }] } | BAD_FIELDS",
        "{ \"profiles\": [{ \"name\": \"a\", \"url\": \"x\" }] } | BAD_URL",
        "{ \"profiles\": [{ \"name\": \"a\", \"url\": \"redis://a\", \"raedOnly\": true }] }"
            + " | UNKNOWN_FIELDS",
        "{ \"profiles\": [{ \"name\": \"a\", \"url\": \"redis://a\", \"colour\": \"beige\" }] }"
            + " | BAD_FIELDS"
      })
  void saysWhatIsWrong(String text, Fault fault) {
    assertThat(fault(text == null ? "" : text.replace("\\n", "\n"))).isEqualTo(fault);
  }

  @Test
  void namesTheFieldsThatMakeNoSense_andTakesTheOtherProfiles() {
    var read =
        exchange.read(
            """
            { "profiles": [
              { "name": "Good", "url": "redis://:pw@good" },
              { "name": "Bad", "url": "rediss://bad", "tls": { "verify": "no", "odd": 1 } },
              { "name": "Worse", "url": "rediss://bad", "ssh": { "host": "h", "login": "agent" } }
            ] }
            """);
    assertThat(targets(read)).containsExactly("redis://good:6379/0");
    assertThat(read.found().getFirst().secrets().byKind()).hasSize(1);
    assertThat(read.bad())
        .extracting(bad -> bad.place().name(), Bad::fault, Bad::detail)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Bad", Fault.UNKNOWN_FIELDS, "tls.odd"),
            org.assertj.core.groups.Tuple.tuple("Worse", Fault.BAD_FIELDS, "ssh"));
  }

  @Test
  @DisplayName("What was imported has an id of its own: it replaces nothing")
  void givesNewIds() {
    var text =
        "{ \"profiles\": [{ \"id\": \"built-in\", \"name\": \"a\", \"url\": \"redis://a\" }] }";
    assertThat(exchange.read(text).found().getFirst().profile().id())
        .isNotEqualTo(ConnectionProfile.BUILT_IN.id())
        .isNotEqualTo(exchange.read(text).found().getFirst().profile().id());
  }

  @Test
  void writesAFile_thatIsReadBack_andSaysWhyOneCannotBeRead(@TempDir Path folder)
      throws IOException {
    var file = folder.resolve("profiles.json");
    exchange.write(file, List.of(exchange.read("redis://a").found().getFirst().profile()));
    assertThat(targets(exchange.read(file))).containsExactly("redis://a:6379/0");
    assertThat(Files.readString(file)).contains("\"format\": \"session-desk-profiles\"");

    assertThat(exchange.read(folder.resolve("none")).bad())
        .containsExactly(new Bad(Place.WHOLE, Fault.UNREADABLE, "it does not exist", null));
    Files.write(file, "REDIS_URL=é".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(exchange.read(file).bad().getFirst().fault()).isEqualTo(Fault.NOT_UTF8);
    Files.writeString(file, "#".repeat((1 << 20) + 1));
    assertThat(exchange.read(file).bad().getFirst().fault()).isEqualTo(Fault.TOO_LARGE);
  }
}
