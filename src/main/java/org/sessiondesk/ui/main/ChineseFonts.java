package org.sessiondesk.ui.main;

import java.util.List;
import java.util.Locale;
import javafx.scene.text.Font;
import org.sessiondesk.session.Json;
import org.sessiondesk.settings.SettingsService;
import org.sessiondesk.ui.fx.Notices;
import org.sessiondesk.ui.fx.Ui;

/** Says once where no font of this computer has Chinese characters, and what to install. */
public final class ChineseFonts {
  private static final String TOLD = "window.fonttold";

  /** What the families that have them are called, in part. */
  private static final List<String> KNOWN =
      List.of(
          "cjk",
          "han sans",
          "han serif",
          "han mono",
          "wenquanyi",
          "droid sans fallback",
          "ar pl",
          "uming",
          "ukai",
          "pingfang",
          "heiti",
          "songti",
          "hiragino",
          "yahei",
          "simsun",
          "simhei",
          "dengxian",
          "jhenghei",
          "mingliu",
          "arial unicode",
          "harmonyos",
          "misans",
          "noto sans sc",
          "noto serif sc",
          "lxgw",
          "sarasa",
          "unifont");

  private final SettingsService settings;
  private final Ui ui;

  /** Remembers in {@code settings} that it was said. */
  public ChineseFonts(SettingsService settings, Ui ui) {
    this.settings = settings;
    this.ui = ui;
  }

  /** Looks in the background, and says what is to be said. */
  public void tellOnce() {
    if (settings.current().ui(TOLD).isEmpty()) {
      ui.background().task(Font::getFamilies).onSuccess(this::tell).start();
    }
  }

  /** The same for these families of fonts. */
  void tell(List<String> families) {
    if (!canShow(families)) {
      ui.notices().show(Notices.Level.WARNING, ui.messages().inEnglish("main.font.missing"));
      settings.update(now -> now.withUi(TOLD, new Json.Bool(true)));
    }
  }

  /** Whether one of these families has Chinese characters. */
  static boolean canShow(List<String> families) {
    return families.stream()
        .map(family -> family.toLowerCase(Locale.ROOT))
        .anyMatch(family -> KNOWN.stream().anyMatch(family::contains));
  }
}
