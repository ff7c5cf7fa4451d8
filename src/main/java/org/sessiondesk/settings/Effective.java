package org.sessiondesk.settings;

import java.util.Optional;

/**
 * A value that holds now, and where it comes from.
 *
 * @param value the value
 * @param origin who said so
 */
public record Effective<T>(T value, Origin origin) {

  /** Whether the window cannot change it. */
  public boolean fixed() {
    return origin.fixed();
  }

  /** The variable that sets it, such as {@code SESSION_TTL_HOURS}; empty where none does. */
  public Optional<String> variable() {
    return switch (origin) {
      case Origin.Variable(var name) -> Optional.of(name);
      case Origin.EnvFile(var name, _, _) -> Optional.of(name);
      case Origin.Chosen _, Origin.Default _ -> Optional.empty();
    };
  }
}
