package org.sessiondesk.ui.stats;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.util.Subscription;
import org.sessiondesk.connection.ConnectionControl;
import org.sessiondesk.connection.ServerFigures;
import org.sessiondesk.service.Composition;
import org.sessiondesk.service.SessionRow;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.ui.fx.Ui;

/**
 * What Redis says of itself, and what the sessions are made of: asked for every other second, in
 * the background, while somebody looks. Window's thread only.
 */
public final class FiguresModel implements AutoCloseable {

  /** How many days back created sessions are counted. */
  static final int DAYS = 30;

  /** Of how many values the size is asked for. */
  private static final int SAMPLE = 200;

  /** How many texts are looked at. */
  private static final int TEXTS = 500;

  /** How far the class of the smallest values reaches, in bytes. */
  static final long SMALLEST_SIZE = 64;

  /** How far the class of the shortest texts reaches, in characters. */
  static final long SHORTEST_TEXT = 8;

  private static final int SECONDS = 2;

  /**
   * One look.
   *
   * @param server what the server says; empty where none is connected
   * @param sizes how many of the values asked for are up to 64, 128, 256 … bytes long
   * @param lengths how many of the texts looked at are up to 8, 16, 32 … characters long
   * @param composition what the sessions are made of
   * @param today the last of the days
   */
  record Look(
      Optional<ServerFigures> server,
      List<Long> sizes,
      List<Long> lengths,
      Composition composition,
      LocalDate today) {}

  private final SessionService service;
  private final ConnectionControl connection;
  private final ZoneId zone;
  private final RandomGenerator random;
  private final Ui ui;
  private final BooleanProperty showing = new SimpleBooleanProperty(this, "showing");
  private final ReadOnlyObjectWrapper<Look> look;
  private final Subscription subscriptions;
  private boolean looking;
  private int seconds;

  /**
   * Makes it; it looks once it is {@link #showingProperty showing}.
   *
   * @param zone whose days are counted
   * @param random picks the values whose sizes are asked for
   */
  public FiguresModel(
      SessionService service,
      ConnectionControl connection,
      ZoneId zone,
      RandomGenerator random,
      Ui ui) {
    this.service = service;
    this.connection = connection;
    this.zone = zone;
    this.random = random;
    this.ui = ui;
    look =
        new ReadOnlyObjectWrapper<>(
            new Look(
                Optional.empty(),
                List.of(),
                List.of(),
                new Composition(List.of(), List.of()),
                today()));
    subscriptions =
        Subscription.combine(
            ui.clock().nowProperty().subscribe((_, _) -> tick()),
            showing.subscribe((_, _) -> look()));
  }

  /** Whether anybody sees it. */
  public BooleanProperty showingProperty() {
    return showing;
  }

  /** The latest look. */
  ReadOnlyObjectProperty<Look> lookProperty() {
    return look.getReadOnlyProperty();
  }

  private void tick() {
    if (++seconds % SECONDS == 0) {
      look();
    }
  }

  private void look() {
    if (looking || !showing.get()) {
      return;
    }
    looking = true;
    ui.background().task(this::taken).onSuccess(look::set).onEnd(() -> looking = false).start();
  }

  private Look taken() {
    var index = service.index();
    var server = server(index.sample(true, SAMPLE, random).stream().map(SessionRow::id).toList());
    var today = today();
    return new Look(
        server,
        classes(server.flatMap(ServerFigures::valueSizes).orElse(List.of()), SMALLEST_SIZE),
        classes(lengths(), SHORTEST_TEXT),
        index.composition(today, DAYS, zone),
        today);
  }

  private Optional<ServerFigures> server(List<SessionId> sample) {
    try {
      return Optional.of(connection.figures(sample));
    } catch (StoreException e) {
      return Optional.empty(); // What that means, the banner and the status bar tell.
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(service.now(), zone);
  }

  /** How long some texts are, of each kind of session as many as befit its share. */
  private List<Long> lengths() {
    var index = service.index();
    var counts = index.counts();
    int stored =
        counts.total() == 0 ? 0 : Math.toIntExact(TEXTS * counts.persistent() / counts.total());
    return Stream.concat(
            index.sample(true, stored, random).stream(),
            index.sample(false, TEXTS - stored, random).stream())
        .filter(row -> row.unreadable() == null)
        .map(SessionRow::text)
        .map(text -> (long) text.codePointCount(0, text.length()))
        .toList();
  }

  /**
   * Where the class of {@code value} is: 0 up to {@code smallest}, a power of two, 1 up to twice as
   * much, and so on.
   */
  static int classOf(long value, long smallest) {
    int bits = 64 - Long.numberOfLeadingZeros(Math.max(1, value) - 1);
    return Math.max(0, bits - Long.numberOfTrailingZeros(smallest));
  }

  private static List<Long> classes(List<Long> values, long smallest) {
    var counts = new ArrayList<Long>();
    for (long value : values) {
      int at = classOf(value, smallest);
      while (counts.size() <= at) {
        counts.add(0L);
      }
      counts.set(at, counts.get(at) + 1);
    }
    return counts;
  }

  @Override
  public void close() {
    subscriptions.unsubscribe();
  }
}
