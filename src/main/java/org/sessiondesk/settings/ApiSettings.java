package org.sessiondesk.settings;

/**
 * The HTTP API, as the window switches it.
 *
 * @param enabled whether it is on
 * @param port where it listens; 0 takes any free port
 */
public record ApiSettings(boolean enabled, int port) {

  /** On, at the port that TTS clients know. */
  public static final ApiSettings DEFAULT = new ApiSettings(true, 8000);

  public ApiSettings {
    if (SettingRules.portFault(port).isPresent()) {
      throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
    }
  }
}
