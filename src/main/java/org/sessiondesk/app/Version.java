package org.sessiondesk.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The program's version, as the build wrote it down. */
final class Version {

  private Version() {}

  /** The version, such as {@code 0.1.0}. */
  static String current() {
    var properties = new Properties();
    try (var in = Version.class.getResourceAsStream("/version.properties")) {
      if (in == null) {
        throw new IllegalStateException("the build has left out version.properties");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
