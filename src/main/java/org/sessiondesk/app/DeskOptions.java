package org.sessiondesk.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** What the command line can say. */
final class DeskOptions {

  @Option(names = "--headless", description = "Run as a service, without a window.")
  boolean headless;

  @Option(
      names = "--profile",
      scope = ScopeType.INHERIT,
      paramLabel = "NAME",
      description = "Connect to this connection profile instead of the one chosen last.")
  @Nullable String profile;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Serve the HTTP API on this port (default: API_PORT or 8000).")
  @Nullable Integer port;

  @Option(
      names = "--data-dir",
      scope = ScopeType.INHERIT,
      paramLabel = "DIR",
      description = "Keep settings, data and logs below this folder.")
  @Nullable Path dataDir;
}
