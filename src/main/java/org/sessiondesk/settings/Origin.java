package org.sessiondesk.settings;

import java.nio.file.Path;

/** Where the value of a setting comes from; what stands first here wins. */
public sealed interface Origin {

  /** A variable of the environment. */
  record Variable(String name) implements Origin {}

  /** A line of a {@code .env} file; lines count from 1. */
  record EnvFile(String name, Path file, int line) implements Origin {}

  /** Chosen in the window and kept in the settings file. */
  record Chosen() implements Origin {}

  /** Nobody said otherwise. */
  record Default() implements Origin {}

  /** Whether the window cannot change the value: the environment or {@code .env} sets it. */
  default boolean fixed() {
    return this instanceof Variable || this instanceof EnvFile;
  }
}
