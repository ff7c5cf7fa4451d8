package org.sessiondesk.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.session.Json;

/** Settings as JSON. Fields of others, such as a later version's, stay where they are. */
final class SettingsJson {

  /** The version of the program that wrote a file. */
  static final String WRITTEN_BY = "writtenByVersion";

  /** What was read, and the paths of the fields that made no sense. */
  record Read(Settings settings, List<String> ignored) {}

  private SettingsJson() {}

  static Read read(Json.Obj json) {
    var fields = new Fields(json, "", new ArrayList<>());
    var base = Settings.DEFAULT;
    var settings =
        new Settings(
            fields
                .text("defaultTtl", text -> base.withDefaultTtl(Duration.parse(text)).defaultTtl())
                .orElse(base.defaultTtl()),
            fields
                .text(
                    "cleanupInterval",
                    text -> base.withCleanupInterval(Duration.parse(text)).cleanupInterval())
                .orElse(base.cleanupInterval()),
            picture(fields, base),
            fields.yesOrNo("dailyBackup").orElse(base.dailyBackup()),
            journal(fields, base.journal()),
            fields.text("language", text -> Language.valueOf(upper(text))).orElse(base.language()),
            fields.text("theme", text -> Theme.valueOf(upper(text))).orElse(base.theme()),
            ProfilesJson.read(fields),
            fields.text("activeProfile").orElse(base.activeProfileId()),
            api(fields, base.api()),
            window(fields),
            columns(fields.below("columns")),
            SavedViewsJson.read(fields),
            numbers(fields.below("panes")),
            fields.typed("ui", Json.Obj.class).orElse(Json.EMPTY));
    return new Read(settings, List.copyOf(fields.ignored()));
  }

  /** Writes {@code settings} over {@code old}, the object as it was last read or written. */
  static Json.Obj write(Settings settings, Json.Obj old, String version) {
    var window = settings.window();
    var written =
        old.with(WRITTEN_BY, new Json.Str(version))
            .with("defaultTtl", new Json.Str(settings.defaultTtl().toString()))
            .with("cleanupInterval", new Json.Str(settings.cleanupInterval().toString()))
            .with("pictureMegabytes", number(settings.pictureMegabytes()))
            .with("dailyBackup", new Json.Bool(settings.dailyBackup()))
            .with("journal", journal(settings.journal(), object(old, "journal")))
            .with("language", new Json.Str(lower(settings.language())))
            .with("theme", new Json.Str(lower(settings.theme())))
            .with("profiles", ProfilesJson.write(settings.profiles(), old))
            .with("activeProfile", new Json.Str(settings.activeProfileId()))
            .with(
                "api",
                object(old, "api")
                    .with("enabled", new Json.Bool(settings.api().enabled()))
                    .with("port", new Json.Num(Integer.toString(settings.api().port()))))
            .with("columns", columns(settings.columns(), object(old, "columns")))
            .with("views", SavedViewsJson.write(settings.views(), old))
            .with("panes", numbers(settings.panes()))
            .with("ui", settings.ui());
    return window == null
        ? written.without("window")
        : written.with("window", window(window, object(old, "window")));
  }

  private static int picture(Fields fields, Settings base) {
    var asked = fields.number("pictureMegabytes");
    if (asked.isEmpty()) {
      return base.pictureMegabytes();
    }
    int megabytes = (int) asked.getAsDouble();
    if (megabytes != asked.getAsDouble() || SettingRules.pictureFault(megabytes).isPresent()) {
      fields.ignore("pictureMegabytes");
      return base.pictureMegabytes();
    }
    return megabytes;
  }

  private static JournalSettings journal(Fields all, JournalSettings base) {
    var fields = all.below("journal");
    return new JournalSettings(
        whole(fields, "binDays", SettingRules::binDays, base.binDays()),
        whole(fields, "binMegabytes", SettingRules::binMegabytes, base.binMegabytes()),
        whole(fields, "auditMegabytes", SettingRules::pictureMegabytes, base.auditMegabytes()));
  }

  private static int whole(
      Fields fields, String key, Function<String, SettingRules.Checked<Integer>> rule, int base) {
    var asked = fields.typed(key, Json.Num.class);
    if (asked.isEmpty()) {
      return base;
    }
    var value = rule.apply(asked.get().literal()).good();
    if (value.isEmpty()) {
      fields.ignore(key);
    }
    return value.orElse(base);
  }

  private static Json.Obj journal(JournalSettings journal, Json.Obj old) {
    return old.with("binDays", number(journal.binDays()))
        .with("binMegabytes", number(journal.binMegabytes()))
        .with("auditMegabytes", number(journal.auditMegabytes()));
  }

  private static ApiSettings api(Fields all, ApiSettings base) {
    var fields = all.below("api");
    int port = base.port();
    var asked = fields.number("port");
    if (asked.isPresent()) {
      port =
          SettingRules.port(Integer.toString((int) asked.getAsDouble()))
              .good()
              .filter(whole -> whole == asked.getAsDouble())
              .orElse(-1);
      if (port < 0) {
        fields.ignore("port");
        port = base.port();
      }
    }
    return new ApiSettings(fields.yesOrNo("enabled").orElse(base.enabled()), port);
  }

  private static @Nullable WindowPlacement window(Fields all) {
    if (all.typed("window", Json.Obj.class).isEmpty()) {
      return null;
    }
    var fields = all.below("window");
    var x = fields.number("x");
    var y = fields.number("y");
    var width = fields.number("width");
    var height = fields.number("height");
    boolean maximised = fields.yesOrNo("maximised").orElse(false);
    return all.attempt(
            "window",
            () ->
                new WindowPlacement(
                    x.orElseThrow(),
                    y.orElseThrow(),
                    width.orElseThrow(),
                    height.orElseThrow(),
                    maximised))
        .orElse(null);
  }

  private static Json.Obj window(WindowPlacement window, Json.Obj old) {
    return old.with("x", number(window.x()))
        .with("y", number(window.y()))
        .with("width", number(window.width()))
        .with("height", number(window.height()))
        .with("maximised", new Json.Bool(window.maximised()));
  }

  private static TableColumns columns(Fields fields) {
    var sort = new ArrayList<TableColumns.Sort>();
    for (var item : fields.items("sort", Json.Obj.class)) {
      var entry = new Fields(item, fields.path() + "sort.", fields.ignored());
      var descending = entry.yesOrNo("descending").orElse(false);
      entry.text("column").ifPresent(column -> sort.add(new TableColumns.Sort(column, descending)));
    }
    return new TableColumns(
        texts(fields, "order"),
        numbers(fields.below("widths")),
        new LinkedHashSet<>(texts(fields, "hidden")),
        sort);
  }

  private static Json.Obj columns(TableColumns columns, Json.Obj old) {
    var sort = new ArrayList<Json>();
    for (var by : columns.sort()) {
      sort.add(
          Json.EMPTY
              .with("column", new Json.Str(by.column()))
              .with("descending", new Json.Bool(by.descending())));
    }
    return old.with("order", texts(List.copyOf(columns.order())))
        .with("widths", numbers(columns.widths()))
        .with("hidden", texts(List.copyOf(columns.hidden())))
        .with("sort", new Json.Arr(sort));
  }

  private static List<String> texts(Fields fields, String key) {
    return fields.items(key, Json.Str.class).stream().map(Json.Str::value).toList();
  }

  private static Json.Arr texts(List<String> texts) {
    return new Json.Arr(texts.stream().<Json>map(Json.Str::new).toList());
  }

  private static Map<String, Double> numbers(Fields fields) {
    var numbers = new LinkedHashMap<String, Double>();
    for (var key : fields.object().members().keySet()) {
      fields.number(key).ifPresent(number -> numbers.put(key, number));
    }
    return numbers;
  }

  private static Json.Obj numbers(Map<String, Double> numbers) {
    var members = new LinkedHashMap<String, Json>();
    numbers.forEach((key, number) -> members.put(key, number(number)));
    return new Json.Obj(members);
  }

  private static Json.Num number(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
    return new Json.Num(whole ? Long.toString((long) number) : Double.toString(number));
  }

  private static Json.Obj object(Json.Obj parent, String key) {
    return parent.members().get(key) instanceof Json.Obj object ? object : Json.EMPTY;
  }

  private static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
