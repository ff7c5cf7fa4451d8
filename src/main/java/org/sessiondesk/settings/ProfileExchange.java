package org.sessiondesk.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.RedisUrl;
import org.sessiondesk.connection.RedisUrlException;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.JsonSyntaxException;
import org.sessiondesk.settings.ProfileImport.Bad;
import org.sessiondesk.settings.ProfileImport.Fault;
import org.sessiondesk.settings.ProfileImport.Found;
import org.sessiondesk.settings.ProfileImport.Place;

/**
 * Carries connection profiles from one program to another: as a JSON document without secrets, and
 * from what people have at hand, a URL or a {@code .env} file. The format is described in {@code
 * docs/connections.md}. What is read is taken literally or not at all: a field that makes no sense,
 * or is not known, may be the one that guards the profile.
 */
public final class ProfileExchange {
  private static final String FORMAT = "session-desk-profiles";
  private static final int VERSION = 1;
  private static final int LARGEST = 1 << 20;
  private static final String PROFILES = "profiles";
  private static final Map<String, Set<String>> KNOWN =
      Map.of(
          "",
          Set.of(
              "id",
              "name",
              "url",
              "keyPrefix",
              "deployment",
              "colour",
              "readOnly",
              "tls",
              "ssh",
              "limits"),
          "tls.",
          Set.of("verify", "authorities", "client", "serverName"),
          "tls.client.",
          Set.of("pkcs12", "certificate", "key"),
          "ssh.",
          Set.of("host", "port", "user", "login", "key", "knownHosts", "hostKey"),
          "limits.",
          Set.of("connect", "reply"));

  private final JsonFormat json;

  /** Reads and writes JSON by {@code json}. */
  public ProfileExchange(JsonFormat json) {
    this.json = json;
  }

  /** The document that describes {@code profiles}, in their order, without secrets. */
  public String write(List<ConnectionProfile> profiles) {
    var items = new ArrayList<Json>();
    for (var profile : profiles) {
      // An id is of one program only: kept secrets hang on it.
      items.add(ProfilesJson.write(profile, Json.EMPTY).without("id"));
    }
    return json.printPretty(
            Json.EMPTY
                .with("format", new Json.Str(FORMAT))
                .with("version", new Json.Num(Integer.toString(VERSION)))
                .with(PROFILES, new Json.Arr(items)))
        + "\n";
  }

  /**
   * Writes the document that describes {@code profiles} to {@code file}: all of it or nothing.
   * Blocks.
   *
   * @throws IOException where the file cannot be written
   */
  public void write(Path file, List<ConnectionProfile> profiles) throws IOException {
    try {
      PrivateFiles.write(file, write(profiles));
    } catch (IOException e) {
      throw new IOException(FileWords.of(e), e);
    }
  }

  /** What {@code file} describes; what keeps it from being read is told as its fault. Blocks. */
  public ProfileImport read(Path file) {
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        return refused(Place.WHOLE, Fault.TOO_LARGE, "");
      }
      return read(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException _) {
      return refused(Place.WHOLE, Fault.NOT_UTF8, "");
    } catch (IOException e) {
      return refused(Place.WHOLE, Fault.UNREADABLE, FileWords.of(e));
    }
  }

  /** What {@code text} describes: an export, a {@code .env} file, or a URL in each line. */
  public ProfileImport read(String text) {
    var marked = text.startsWith("\ufeff") ? text.substring(1) : text;
    var bare = marked.strip();
    if (bare.startsWith("{") || bare.startsWith("[")) {
      return document(marked);
    }
    var lines = bare.lines().map(String::strip).filter(line -> !isComment(line)).toList();
    if (!lines.isEmpty() && lines.stream().allMatch(EnvProfiles::beginsLikeAnyUrl)) {
      return urls(marked);
    }
    return lines.stream().anyMatch(line -> line.contains("="))
        ? EnvProfiles.read(marked)
        : refused(Place.WHOLE, lines.isEmpty() ? Fault.NOTHING : Fault.NOT_UNDERSTOOD, "");
  }

  private static boolean isComment(String line) {
    return line.isEmpty() || line.startsWith("#");
  }

  private static ProfileImport refused(Place place, Fault fault, String detail) {
    return new ProfileImport(List.of(), List.of(new Bad(place, fault, detail, null)));
  }

  private static ProfileImport urls(String text) {
    var found = new ArrayList<Found>();
    var bad = new ArrayList<Bad>();
    int number = 0;
    for (var line : text.lines().toList()) {
      number++;
      if (!isComment(line.strip())) {
        var place = new Place(Place.Kind.LINE, number, "");
        try {
          var url = RedisUrl.parse(line);
          found.add(new Found(EnvProfiles.profile("", url), url.secrets(), place));
        } catch (RedisUrlException e) {
          bad.add(new Bad(place, Fault.BAD_URL, "", e.kind()));
        }
      }
    }
    return new ProfileImport(found, bad);
  }

  private ProfileImport document(String text) {
    Json parsed;
    try {
      parsed = json.parse(text);
    } catch (JsonSyntaxException e) {
      var detail = e.getMessage() + " (line " + e.line() + ", column " + e.column() + ")";
      return refused(Place.WHOLE, Fault.NOT_JSON, detail);
    }
    if (!(parsed instanceof Json.Obj object)
        || !(object.members().get(PROFILES) instanceof Json.Arr(var items))
        || !isOurs(object)) {
      return refused(Place.WHOLE, Fault.NOT_AN_EXPORT, "");
    }
    if (object.members().get("version") instanceof Json.Num(var version)
        && !version.equals(Integer.toString(VERSION))) {
      return refused(Place.WHOLE, Fault.NEWER, version);
    }
    if (items.isEmpty()) {
      return refused(Place.WHOLE, Fault.NOTHING, "");
    }
    var found = new ArrayList<Found>();
    var bad = new ArrayList<Bad>();
    for (int i = 0; i < items.size(); i++) {
      item(items.get(i), i + 1, found, bad);
    }
    return new ProfileImport(found, bad);
  }

  /** The settings file holds the same profiles, and says nothing of a format. */
  private static boolean isOurs(Json.Obj document) {
    var format = document.members().get("format");
    return format == null || format.equals(new Json.Str(FORMAT));
  }

  private static void item(Json item, int number, List<Found> found, List<Bad> bad) {
    if (!(item instanceof Json.Obj object)) {
      var detail = PROFILES + "[" + (number - 1) + "]";
      bad.add(new Bad(new Place(Place.Kind.PROFILE, number, ""), Fault.BAD_FIELDS, detail, null));
      return;
    }
    var wrong = new ArrayList<String>();
    var fields = new Fields(object, "", wrong);
    var name = object.members().get("name") instanceof Json.Str(var given) ? given : "";
    var place = new Place(Place.Kind.PROFILE, number, name);
    var unknown = unknown("", object);
    if (!unknown.isEmpty()) {
      bad.add(new Bad(place, Fault.UNKNOWN_FIELDS, String.join(", ", unknown), null));
      return;
    }
    var url = url(object, place, bad);
    if (url.isEmpty()) {
      return;
    }
    var profile = ProfilesJson.profile(UUID.randomUUID().toString(), fields);
    if (name.isBlank()) {
      wrong.add("name");
    }
    if (profile.isEmpty() || !wrong.isEmpty()) {
      bad.add(new Bad(place, Fault.BAD_FIELDS, String.join(", ", new TreeSet<>(wrong)), null));
      return;
    }
    found.add(new Found(profile.get(), url.get().secrets(), place));
  }

  private static Optional<RedisUrl> url(Json.Obj object, Place place, List<Bad> bad) {
    if (!(object.members().get("url") instanceof Json.Str(var url))) {
      bad.add(new Bad(place, Fault.BAD_FIELDS, "url", null));
      return Optional.empty();
    }
    try {
      return Optional.of(RedisUrl.parse(url));
    } catch (RedisUrlException e) {
      bad.add(new Bad(place, Fault.BAD_URL, "", e.kind()));
      return Optional.empty();
    }
  }

  private static List<String> unknown(String path, Json.Obj object) {
    var found = new ArrayList<String>();
    var known = KNOWN.getOrDefault(path, Set.of());
    object
        .members()
        .forEach(
            (key, value) -> {
              if (!known.contains(key)) {
                found.add(path + key);
              } else if (value instanceof Json.Obj inner && KNOWN.containsKey(path + key + ".")) {
                found.addAll(unknown(path + key + ".", inner));
              }
            });
    return found;
  }
}
