package org.sessiondesk.ui.form;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableStringValue;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ConnectionState;
import org.sessiondesk.service.Creation;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.Fault;
import org.sessiondesk.session.Fault.Field;
import org.sessiondesk.session.InvalidSessionException;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.NewSession;
import org.sessiondesk.session.SessionRules;
import org.sessiondesk.session.VoiceNames;
import org.sessiondesk.ui.fx.MetadataModel;
import org.sessiondesk.ui.fx.Problem;
import org.sessiondesk.ui.fx.Ui;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session that is being filled in. A field's faults are told once it was touched, or all of them
 * once somebody tried to create it. Window's thread only; made anew for every form.
 */
public final class NewSessionModel {
  private static final Logger LOG = LoggerFactory.getLogger(NewSessionModel.class);

  private final SessionService service;
  private final VoiceNames voices;
  private final ObservableValue<ConnectionState> connection;
  private final Ui ui;
  private final StringProperty text = new SimpleStringProperty(this, "text", "");
  private final StringProperty voice = new SimpleStringProperty(this, "voice", "");
  private final StringProperty name = new SimpleStringProperty(this, "name", "");
  private final StringProperty ttlHours = new SimpleStringProperty(this, "ttlHours", "");
  private final BooleanProperty persistent = new SimpleBooleanProperty(this, "persistent");
  private final MetadataModel metadata;
  private final String defaultHours;
  private final Map<Field, BooleanProperty> touched = new EnumMap<>(Field.class);
  private final Map<Field, ObservableStringValue> errors = new EnumMap<>(Field.class);
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
  private final ReadOnlyObjectWrapper<@Nullable Problem> problem = new ReadOnlyObjectWrapper<>();
  private final ObservableStringValue lifeHint;
  private final ObservableStringValue storeHint;
  private final ObservableValue<Boolean> storeOnline;

  /**
   * An empty form.
   *
   * @param defaultTtl the life that is proposed
   * @param connection how the connection to the store of persistent sessions is doing
   */
  public NewSessionModel(
      SessionService service,
      VoiceNames voices,
      JsonFormat format,
      Supplier<Duration> defaultTtl,
      ObservableValue<ConnectionState> connection,
      Ui ui) {
    this.service = service;
    this.voices = voices;
    this.connection = connection;
    this.ui = ui;
    metadata = new MetadataModel(format, ui.messages());
    defaultHours = TtlHours.format(defaultTtl.get());
    ttlHours.set(defaultHours);
    for (var field : Field.values()) {
      touched.put(field, new SimpleBooleanProperty());
      errors.put(field, errorOf(field));
    }
    var locale = ui.messages().localeProperty();
    lifeHint =
        Bindings.createStringBinding(
            this::describeLife, ttlHours, persistent, ui.clock().nowProperty(), locale);
    storeHint = Bindings.createStringBinding(this::describeStore, connection, locale);
    storeOnline = connection.map(ConnectionState.Online.class::isInstance);
  }

  /** What is to be spoken. */
  public StringProperty textProperty() {
    return text;
  }

  /** The voice's short name. */
  public StringProperty voiceProperty() {
    return voice;
  }

  /** A name for people; empty for none. */
  public StringProperty nameProperty() {
    return name;
  }

  /** The life of a temporary session in hours, as typed. */
  public StringProperty ttlHoursProperty() {
    return ttlHours;
  }

  /** Whether it is to be kept in Redis. */
  public BooleanProperty persistentProperty() {
    return persistent;
  }

  /** The metadata. */
  public MetadataModel metadata() {
    return metadata;
  }

  /** The voices that are offered. */
  public VoiceNames voices() {
    return voices;
  }

  /** What is wrong with {@code field}, in words; empty where nothing is, or it was not touched. */
  public ObservableStringValue errorProperty(Field field) {
    return field(errors, field);
  }

  /** When a temporary session would expire, counted from now; empty where that is not known. */
  public ObservableStringValue lifeHintProperty() {
    return lifeHint;
  }

  /** Where a persistent session would go, or that it would be made temporary. */
  public ObservableStringValue storeHintProperty() {
    return storeHint;
  }

  /** Whether a persistent session would be stored now. */
  public ObservableValue<Boolean> storeOnlineProperty() {
    return storeOnline;
  }

  /** Whether it is being created now. */
  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /** Why it was not created, after an attempt; else null. */
  public ReadOnlyObjectProperty<@Nullable Problem> problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** Whether somebody has filled in anything that would be lost. */
  public boolean isFilledIn() {
    return !text.get().isEmpty()
        || !voice.get().isEmpty()
        || !name.get().isEmpty()
        || !ttlHours.get().equals(defaultHours)
        || metadata.changedProperty().get();
  }

  /** Somebody has left {@code field}: from now on its faults are told. */
  public void touch(Field field) {
    field(touched, field).set(true);
  }

  /**
   * Creates the session unless something is wrong.
   *
   * @param created told of the session once it exists
   * @return the first faulty field, whose faults are told from now on; empty where there is none
   */
  public Optional<Field> create(Consumer<Creation> created) {
    if (busy.get()) {
      return Optional.empty();
    }
    touched.values().forEach(flag -> flag.set(true));
    var faulty = List.of(Field.values()).stream().filter(this::isFaulty).findFirst();
    if (faulty.isPresent()) {
      return faulty;
    }
    var asked = asked(metadata.value().orElseThrow());
    problem.set(null);
    busy.set(true);
    var lease = service.lease();
    ui.background()
        .task(() -> service.within(lease, () -> service.create(asked)))
        .onSuccess(created)
        .onFailure(this::failed)
        .onEnd(() -> busy.set(false))
        .start();
    return Optional.empty();
  }

  private void failed(Exception failure) {
    problem.set(ui.problems().of(failure));
    if (!(failure instanceof InvalidSessionException)) {
      LOG.warn("A session could not be created", failure);
    }
  }

  private NewSession asked(Json.Obj object) {
    return new NewSession(
        text.get(),
        voice.get().strip(),
        name.get().isEmpty() ? null : name.get(),
        persistent.get(),
        persistent.get() ? null : TtlHours.parse(ttlHours.get()).orElse(Duration.ZERO),
        object);
  }

  private boolean isFaulty(Field field) {
    return !describeFault(field).isEmpty();
  }

  private ObservableStringValue errorOf(Field field) {
    var flag = field(touched, field);
    var locale = ui.messages().localeProperty();
    var watched =
        switch (field) {
          case TEXT -> new Observable[] {flag, locale, text};
          case VOICE -> new Observable[] {flag, locale, voice};
          case NAME -> new Observable[] {flag, locale, name};
          case TTL -> new Observable[] {flag, locale, ttlHours, persistent};
          case METADATA ->
              new Observable[] {
                flag,
                locale,
                metadata.changedProperty(),
                metadata.errorProperty(),
                metadata.lastContentProperty()
              };
        };
    return Bindings.createStringBinding(() -> flag.get() ? describeFault(field) : "", watched);
  }

  private String describeFault(Field field) {
    if (field == Field.TTL && !persistent.get() && TtlHours.parse(ttlHours.get()).isEmpty()) {
      return ui.messages().get("form.ttl.notanumber");
    }
    if (field == Field.METADATA && metadata.value().isEmpty()) {
      return ui.messages().get("form.metadata.faulty");
    }
    return SessionRules.check(asked(metadata.value().orElse(Json.EMPTY))).stream()
        .filter(fault -> fault.field() == field)
        .map(this::words)
        .findFirst()
        .orElse("");
  }

  private String words(Fault fault) {
    return ui.problems().fault(fault);
  }

  private String describeLife() {
    if (persistent.get()) {
      return ui.messages().get("form.ttl.persistent");
    }
    var life = TtlHours.parse(ttlHours.get());
    if (life.isEmpty() || SessionRules.ttlFault(life.get()) != null) {
      return "";
    }
    Instant now = ui.clock().now();
    return ui.messages().get("form.ttl.until", ui.formats().dateTime(now.plus(life.get())));
  }

  private String describeStore() {
    return switch (connection.getValue()) {
      case ConnectionState.Online(var profile, _, _) ->
          ui.messages().get("form.store.online", describe(profile));
      case ConnectionState.Connecting(var profile, _) ->
          ui.messages().get("form.store.connecting", describe(profile));
      case ConnectionState.Retrying(var profile, _, _, _) ->
          ui.messages().get("form.store.unreachable", describe(profile));
      case ConnectionState.Refused(var profile, _) ->
          ui.messages().get("form.store.unreachable", describe(profile));
      case ConnectionState.Off _ -> ui.messages().get("form.store.off");
    };
  }

  private String describe(ConnectionProfile profile) {
    if (profile.isBuiltIn()) {
      return ui.messages().get("form.store.builtin");
    }
    return profile.name().isEmpty()
        ? profile.target().display()
        : ui.messages().get("form.store.profile", profile.name(), profile.target().display());
  }

  private static <T> T field(Map<Field, T> map, Field field) {
    var value = map.get(field);
    if (value == null) {
      throw new IllegalStateException("every field has its own");
    }
    return value;
  }
}
