package org.sessiondesk.app;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells something outside the window, by the program of the operating system that does so. Where
 * there is none nothing happens: what is told is in the window, too.
 */
final class DesktopNotifier {
  private static final Logger LOG = LoggerFactory.getLogger(DesktopNotifier.class);

  /** Starts a program. */
  @FunctionalInterface
  interface Launcher {
    void launch(List<String> command) throws IOException;
  }

  private final String os;
  private final Launcher launcher;

  DesktopNotifier() {
    this(System.getProperty("os.name", ""), DesktopNotifier::launch);
  }

  DesktopNotifier(String os, Launcher launcher) {
    this.os = os.toLowerCase(Locale.ROOT);
    this.launcher = launcher;
  }

  /** Tells {@code text} and does not wait. May start a process: not on the window's thread. */
  void tell(String title, String text) {
    try {
      launcher.launch(command(title, text));
    } catch (IOException e) {
      LOG.debug("There is no program that notifies", e);
    }
  }

  private List<String> command(String title, String text) {
    if (os.startsWith("mac")) {
      return List.of(
          "osascript",
          "-e",
          "on run argv",
          "-e",
          "display notification (item 2 of argv) with title (item 1 of argv)",
          "-e",
          "end run",
          title,
          text);
    }
    if (os.startsWith("windows")) {
      var script =
          "Add-Type -AssemblyName System.Windows.Forms,System.Drawing;"
              + "$n=New-Object System.Windows.Forms.NotifyIcon;"
              + "$n.Icon=[System.Drawing.SystemIcons]::Information;$n.Visible=$true;"
              + "$n.ShowBalloonTip(8000,%s,%s,'Info');Start-Sleep 9;$n.Dispose()"
                  .formatted(quoted(title), quoted(text));
      return List.of("powershell", "-NoProfile", "-NonInteractive", "-Command", script);
    }
    return List.of("notify-send", "--app-name=Session Desk", "--", title, text);
  }

  /** In single quotes PowerShell takes everything as it is but these quotes themselves. */
  private static String quoted(String text) {
    return "'" + text.replaceAll("['\u2018\u2019\u201a\u201b]", "$0$0") + "'";
  }

  private static void launch(List<String> command) throws IOException {
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
