package org.sessiondesk.ui.connection;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.Deployment;
import org.sessiondesk.connection.ProfileMarks;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.RedisUrl;
import org.sessiondesk.connection.RedisUrlException;
import org.sessiondesk.connection.Secret;
import org.sessiondesk.connection.SecretKind;
import org.sessiondesk.connection.StoreTarget;
import org.sessiondesk.connection.StoreTarget.Address;
import org.sessiondesk.connection.TimeLimits;
import org.sessiondesk.connection.TlsSettings;
import org.sessiondesk.connection.WayIn;

/** The fields of a profile while they are being filled in, and what is wrong with them. */
final class ProfileForm {

  /** How the Redis is reached; decides which fields there are. */
  enum Kind {
    BUILT_IN,
    SERVER,
    SENTINEL,
    CLUSTER,
    SOCKET
  }

  /** The fields that can be wrong. */
  enum Field {
    NAME,
    URL,
    HOST,
    PORT,
    DATABASE,
    SENTINELS,
    MASTER,
    SEEDS,
    PATH,
    PREFIX,
    AUTHORITIES,
    CERTIFICATE,
    KEY,
    PKCS12,
    SSH_HOST,
    SSH_PORT,
    SSH_USER,
    SSH_KEY,
    KNOWN_HOSTS,
    CONNECT_LIMIT,
    REPLY_LIMIT
  }

  private static final int REDIS_PORT = 6379;
  private static final int SENTINEL_PORT = 26_379;

  final StringProperty name = new SimpleStringProperty("");
  final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(Kind.SERVER);
  final StringProperty url = new SimpleStringProperty("");
  final StringProperty host = new SimpleStringProperty("");
  final StringProperty port = new SimpleStringProperty(Integer.toString(REDIS_PORT));
  final BooleanProperty tls = new SimpleBooleanProperty();
  final StringProperty database = new SimpleStringProperty("0");
  final StringProperty user = new SimpleStringProperty("");
  final StringProperty sentinels = new SimpleStringProperty("");
  final StringProperty master = new SimpleStringProperty("");
  final StringProperty sentinelUser = new SimpleStringProperty("");
  final StringProperty seeds = new SimpleStringProperty("");
  final StringProperty path = new SimpleStringProperty("");
  final StringProperty prefix = new SimpleStringProperty(ConnectionProfile.DEFAULT_KEY_PREFIX);

  final ObjectProperty<Deployment> deployment = new SimpleObjectProperty<>(Deployment.UNMARKED);
  final ObjectProperty<ProfileMarks.Colour> colour =
      new SimpleObjectProperty<>(ProfileMarks.Colour.AUTOMATIC);
  final BooleanProperty readOnly = new SimpleBooleanProperty();

  private final Map<SecretKind, StringProperty> secrets = new EnumMap<>(SecretKind.class);

  final TlsForm security = new TlsForm();
  final SshForm ssh = new SshForm();
  final StringProperty connectLimit = new SimpleStringProperty("");
  final StringProperty replyLimit = new SimpleStringProperty("");

  /** The keys of the messages that say what is wrong, by field; empty where all is well. */
  final ObjectProperty<Map<Field, String>> faults = new SimpleObjectProperty<>(Map.of());

  ProfileForm() {
    for (var kind : SecretKind.values()) {
      secrets.put(kind, new SimpleStringProperty(""));
    }
  }

  /** What was typed as the secret of that kind; empty keeps the one that is kept. */
  StringProperty secret(SecretKind kind) {
    return Objects.requireNonNull(secrets.get(kind));
  }

  /** The secrets that were typed. */
  ProfileSecrets typedSecrets() {
    var typed = ProfileSecrets.NONE;
    for (var kind : SecretKind.values()) {
      var text = secret(kind).get();
      if (!text.isEmpty()) {
        typed = typed.with(kind, Secret.of(text));
      }
    }
    return typed;
  }

  /** Fills the form with what {@code profile} says; its secrets are left empty. */
  void show(ConnectionProfile profile) {
    name.set(profile.name());
    prefix.set(profile.keyPrefix());
    deployment.set(profile.marks().deployment());
    colour.set(profile.marks().colour());
    readOnly.set(profile.marks().readOnly());
    secrets.values().forEach(secret -> secret.set(""));
    url.set("");
    security.show(profile.way().tls());
    ssh.show(profile.way().ssh());
    connectLimit.set(seconds(profile.way().limits().connect()));
    replyLimit.set(seconds(profile.way().limits().reply()));
    show(profile.target());
    faults.set(Map.of());
  }

  private void show(StoreTarget target) {
    switch (target) {
      case StoreTarget.BuiltIn _ -> kind.set(Kind.BUILT_IN);
      case StoreTarget.Standalone s -> {
        kind.set(Kind.SERVER);
        host.set(s.address().host());
        port.set(Integer.toString(s.address().port()));
        common(s.tls(), s.database(), s.user());
      }
      case StoreTarget.Sentinel s -> {
        kind.set(Kind.SENTINEL);
        sentinels.set(String.join(", ", s.sentinels().stream().map(Address::toString).toList()));
        master.set(s.masterName());
        sentinelUser.set(s.sentinelUser() == null ? "" : s.sentinelUser());
        common(s.tls(), s.database(), s.user());
      }
      case StoreTarget.Cluster s -> {
        kind.set(Kind.CLUSTER);
        seeds.set(String.join(", ", s.seeds().stream().map(Address::toString).toList()));
        common(s.tls(), 0, s.user());
      }
      case StoreTarget.Socket s -> {
        kind.set(Kind.SOCKET);
        path.set(s.path());
        common(false, s.database(), s.user());
      }
    }
  }

  private void common(boolean encrypted, int number, @Nullable String who) {
    tls.set(encrypted);
    database.set(Integer.toString(number));
    user.set(who == null ? "" : who);
  }

  /** Fills the fields from the URL that was pasted; the password never shows in the URL again. */
  boolean applyUrl() {
    try {
      var parsed = RedisUrl.parse(url.get().strip());
      show(parsed.target());
      parsed
          .secrets()
          .byKind()
          .forEach((of, secret) -> secret(of).set(new String(secret.reveal())));
      url.set("");
      faults.set(Map.of());
      return true;
    } catch (RedisUrlException e) {
      var kindOfFault = e.kind().name().toLowerCase(java.util.Locale.ROOT).replace("_", "");
      faults.set(Map.of(Field.URL, "connection.url." + kindOfFault));
      return false;
    }
  }

  /** The profile that the form describes, or empty where something is wrong: then it says what. */
  Optional<ConnectionProfile> read(String id) {
    var wrong = new EnumMap<Field, String>(Field.class);
    if (kind.get() != Kind.BUILT_IN && name.get().isBlank()) {
      wrong.put(Field.NAME, "connection.fault.name");
    }
    if (prefix.get().isBlank()) {
      wrong.put(Field.PREFIX, "connection.fault.prefix");
    }
    var target = target(wrong);
    var way = way(wrong);
    faults.set(Map.copyOf(wrong));
    return wrong.isEmpty() && target != null && way != null
        ? Optional.of(
            new ConnectionProfile(
                id,
                name.get().strip(),
                target,
                prefix.get(),
                new ProfileMarks(deployment.get(), colour.get(), readOnly.get()),
                way))
        : Optional.empty();
  }

  private @Nullable WayIn way(Map<Field, String> wrong) {
    // What is hidden is not asked for: it must not keep the rest from being saved.
    var tls = isEncrypted() ? security.read(wrong) : TlsSettings.DEFAULT;
    var tunnel = kind.get() == Kind.SOCKET ? null : ssh.read(wrong);
    var connect = limit(connectLimit.get(), Field.CONNECT_LIMIT, wrong);
    var reply = limit(replyLimit.get(), Field.REPLY_LIMIT, wrong);
    return tls == null || connect == null || reply == null
        ? null
        : new WayIn(tls, tunnel, new TimeLimits(connect, reply));
  }

  private boolean isEncrypted() {
    return tls.get() && kind.get() != Kind.SOCKET && kind.get() != Kind.BUILT_IN;
  }

  private static @Nullable Duration limit(String text, Field field, Map<Field, String> wrong) {
    try {
      var limit = Duration.ofMillis(new BigDecimal(text.strip()).movePointRight(3).longValue());
      if (TimeLimits.allows(limit)) {
        return limit;
      }
    } catch (NumberFormatException | ArithmeticException e) {
      wrong.put(field, "connection.fault.limit");
      return null;
    }
    wrong.put(field, "connection.fault.limit");
    return null;
  }

  private static String seconds(Duration limit) {
    return BigDecimal.valueOf(limit.toMillis(), 3).stripTrailingZeros().toPlainString();
  }

  /** Says that what is at the server's address is a node of a cluster. */
  void switchToCluster() {
    seeds.set(new Address(host.get().strip(), whole(port.get(), 1, 65_535)).toString());
    kind.set(Kind.CLUSTER);
  }

  /** Says that what is at the server's address is a sentinel that knows such masters. */
  void switchToSentinels(String masters) {
    sentinels.set(new Address(host.get().strip(), whole(port.get(), 1, 65_535)).toString());
    int comma = masters.indexOf(',');
    master.set(comma < 0 ? masters : masters.substring(0, comma));
    // The password that was meant for one server is not the sentinels'.
    kind.set(Kind.SENTINEL);
  }

  private @Nullable StoreTarget target(Map<Field, String> wrong) {
    if (kind.get() == Kind.BUILT_IN) {
      return new StoreTarget.BuiltIn();
    }
    int number = whole(database.get(), 0, Integer.MAX_VALUE);
    if (number < 0) {
      wrong.put(Field.DATABASE, "connection.fault.database");
    }
    var who = user.get().isBlank() ? null : user.get().strip();
    return switch (kind.get()) {
      case BUILT_IN -> new StoreTarget.BuiltIn();
      case SERVER -> server(number, who, wrong);
      case SENTINEL -> sentinel(number, who, wrong);
      case CLUSTER -> {
        var addresses = addresses(seeds.get(), REDIS_PORT);
        if (addresses.isEmpty()) {
          wrong.put(Field.SEEDS, "connection.fault.seeds");
        }
        yield wrong.isEmpty() ? new StoreTarget.Cluster(addresses, tls.get(), who) : null;
      }
      case SOCKET -> {
        if (path.get().isBlank()) {
          wrong.put(Field.PATH, "connection.fault.path");
        }
        yield wrong.isEmpty() ? new StoreTarget.Socket(path.get().strip(), number, who) : null;
      }
    };
  }

  private @Nullable StoreTarget server(int number, @Nullable String who, Map<Field, String> wrong) {
    var where = host.get().strip();
    if (where.isEmpty() || where.contains("/") || where.contains(" ")) {
      wrong.put(Field.HOST, "connection.fault.host");
    }
    int at = whole(port.get(), 1, 65_535);
    if (at < 0) {
      wrong.put(Field.PORT, "connection.fault.port");
    }
    return wrong.isEmpty()
        ? new StoreTarget.Standalone(new Address(where, at), tls.get(), number, who)
        : null;
  }

  private @Nullable StoreTarget sentinel(
      int number, @Nullable String who, Map<Field, String> wrong) {
    var addresses = addresses(sentinels.get(), SENTINEL_PORT);
    if (addresses.isEmpty()) {
      wrong.put(Field.SENTINELS, "connection.fault.sentinels");
    }
    if (master.get().isBlank()) {
      wrong.put(Field.MASTER, "connection.fault.master");
    }
    return wrong.isEmpty()
        ? new StoreTarget.Sentinel(
            addresses,
            master.get().strip(),
            tls.get(),
            number,
            who,
            sentinelUser.get().isBlank() ? null : sentinelUser.get().strip())
        : null;
  }

  /** {@code host:port} pairs between commas; empty where any of them is none. */
  private static List<Address> addresses(String text, int defaultPort) {
    var found = new ArrayList<Address>();
    for (var part : text.split(",", -1)) {
      var each = part.strip();
      int colon = each.endsWith("]") ? -1 : each.lastIndexOf(':');
      var where = colon < 0 ? each : each.substring(0, colon);
      int at = colon < 0 ? defaultPort : whole(each.substring(colon + 1), 1, 65_535);
      var bare = where.startsWith("[") ? where.replace("[", "").replace("]", "") : where;
      if (bare.isBlank() || at < 0) {
        return List.of();
      }
      found.add(new Address(bare, at));
    }
    return found;
  }

  /** The whole number that {@code text} is, or -1 where it is none between the two. */
  static int whole(String text, int least, int most) {
    try {
      int number = Integer.parseInt(text.strip());
      return number < least || number > most ? -1 : number;
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
