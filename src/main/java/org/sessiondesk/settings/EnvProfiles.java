package org.sessiondesk.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.Deployment;
import org.sessiondesk.connection.ProfileMarks;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.RedisUrl;
import org.sessiondesk.connection.RedisUrlException;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.StoreTarget;
import org.sessiondesk.settings.ProfileImport.Bad;
import org.sessiondesk.settings.ProfileImport.Fault;
import org.sessiondesk.settings.ProfileImport.Found;
import org.sessiondesk.settings.ProfileImport.Place;
import org.sessiondesk.settings.SettingRules.Checked;

/**
 * Finds the connections that a {@code .env} file describes: every variable that holds the URL of a
 * Redis, or else {@code REDIS_HOST} with its companions, as many services have it.
 */
final class EnvProfiles {
  private static final Pattern URL = Pattern.compile("(?i)[a-z][a-z0-9+.-]*://.*");
  private static final Pattern REDIS = Pattern.compile("(?i)rediss?(-[a-z]+)?://.*");
  private static final String HOST = "REDIS_HOST";
  private static final int USUAL_PORT = 6379;

  private final Map<String, DotEnv.Entry> entries;
  private final List<Found> found = new ArrayList<>();
  private final List<Bad> bad = new ArrayList<>();

  private EnvProfiles(Map<String, DotEnv.Entry> entries) {
    this.entries = entries;
  }

  /** Whether {@code text} begins as URLs do, whatever they lead to. */
  static boolean beginsLikeAnyUrl(String text) {
    return URL.matcher(text).matches();
  }

  static ProfileImport read(String text) {
    var parsed = DotEnv.parse(text);
    var reading = new EnvProfiles(parsed.entries());
    for (int line : parsed.badLines()) {
      // The line itself may hold a password.
      reading.bad.add(new Bad(new Place(Place.Kind.LINE, line, ""), Fault.BAD_LINE, "", null));
    }
    reading.urls();
    if (!parsed.entries().containsKey(Environment.REDIS_URL)) {
      reading.host();
    }
    if (reading.found.isEmpty() && reading.bad.isEmpty()) {
      reading.bad.add(new Bad(Place.WHOLE, Fault.NOTHING, "", null));
    }
    return new ProfileImport(reading.found, reading.bad);
  }

  /** The profile at {@code url}; one without a name is called as what it leads to. */
  static ConnectionProfile profile(String name, RedisUrl url) {
    return new ConnectionProfile(
        UUID.randomUUID().toString(),
        name.isEmpty() ? nameOf(url.target()) : name,
        url.target(),
        ConnectionProfile.DEFAULT_KEY_PREFIX);
  }

  private static String nameOf(StoreTarget target) {
    return switch (target) {
      case StoreTarget.BuiltIn _ -> "";
      case StoreTarget.Standalone s -> s.address().toString();
      case StoreTarget.Sentinel s -> s.masterName();
      case StoreTarget.Cluster s -> s.seeds().getFirst().toString();
      case StoreTarget.Socket s -> s.path();
    };
  }

  private Place place(String name) {
    var entry = entries.get(name);
    return new Place(Place.Kind.LINE, entry == null ? 0 : entry.line(), name);
  }

  private void urls() {
    entries.forEach(
        (name, entry) -> {
          var value = entry.value().strip();
          boolean named = name.equals(Environment.REDIS_URL);
          if (named || REDIS.matcher(value).matches()) {
            url(name, value, named);
          }
        });
  }

  private void url(String name, String value, boolean named) {
    try {
      var url = RedisUrl.parse(value);
      // The marks are about REDIS_URL, as they are at the start of this program.
      var marks = named ? marks() : Optional.of(ProfileMarks.NONE);
      marks.ifPresent(
          of ->
              found.add(
                  new Found(
                      profile(named ? "" : name, url).withMarks(of), url.secrets(), place(name))));
    } catch (RedisUrlException e) {
      bad.add(new Bad(place(name), Fault.BAD_URL, "", e.kind()));
    }
  }

  private Optional<ProfileMarks> marks() {
    var deployment =
        checked(Environment.REDIS_DEPLOYMENT, SettingRules::deployment, Deployment.UNMARKED);
    var readOnly = checked(Environment.REDIS_READ_ONLY, SettingRules::yesOrNo, false);
    return deployment == null || readOnly == null
        ? Optional.empty()
        : Optional.of(new ProfileMarks(deployment, ProfileMarks.Colour.AUTOMATIC, readOnly));
  }

  /** What the variable says, {@code otherwise} where it is not there; null where it is wrong. */
  private <T> @Nullable T checked(String name, Function<String, Checked<T>> rule, T otherwise) {
    var entry = entries.get(name);
    if (entry == null) {
      return otherwise;
    }
    return switch (rule.apply(entry.value())) {
      case Checked.Good<T>(var value) -> value;
      case Checked.Bad<T> _ -> {
        bad.add(new Bad(place(name), Fault.BAD_FIELDS, name, null));
        yield null;
      }
    };
  }

  private void host() {
    var host = value(HOST);
    if (host == null) {
      return;
    }
    int port = number(USUAL_PORT, 1, 65_535, "REDIS_PORT");
    int database = number(0, 0, Integer.MAX_VALUE, "REDIS_DB", "REDIS_DATABASE");
    var tls = checked(first("REDIS_TLS", "REDIS_SSL"), SettingRules::yesOrNo, false);
    var marks = marks();
    if (port < 0 || database < 0 || tls == null || marks.isEmpty()) {
      return;
    }
    if (host.contains("/") || host.contains(" ")) {
      bad.add(new Bad(place(HOST), Fault.BAD_FIELDS, HOST, null));
      return;
    }
    var target =
        new StoreTarget.Standalone(
            new StoreTarget.Address(host, port),
            tls,
            database,
            value(first("REDIS_USERNAME", "REDIS_USER")));
    var password = entries.get("REDIS_PASSWORD");
    var secrets =
        password == null || password.value().isEmpty()
            ? ProfileSecrets.NONE
            : ProfileSecrets.ofPassword(Secret.of(password.value()));
    found.add(
        new Found(
            profile("", new RedisUrl(target, secrets)).withMarks(marks.get()),
            secrets,
            place(HOST)));
  }

  /** Of two names for the same thing the one that is there. */
  private String first(String name, String otherName) {
    return entries.containsKey(name) ? name : otherName;
  }

  private @Nullable String value(String name) {
    var entry = entries.get(name);
    return entry == null || entry.value().isBlank() ? null : entry.value().strip();
  }

  /** The number that is there; -1 where it is none, which is then noted. */
  private int number(int otherwise, int least, int most, String... names) {
    for (var name : names) {
      var text = value(name);
      if (text != null) {
        try {
          int number = Integer.parseInt(text);
          if (number >= least && number <= most) {
            return number;
          }
        } catch (NumberFormatException _) {
          // Said below, as for one that is out of bounds.
        }
        bad.add(new Bad(place(name), Fault.BAD_FIELDS, name, null));
        return -1;
      }
    }
    return otherwise;
  }
}
