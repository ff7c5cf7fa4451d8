package org.sessiondesk.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How the connection of one profile has done in this run.
 *
 * @param profile whose
 * @param current whether it is the one that is wanted now
 * @param since when its present state began, or the last one ended in it that it was wanted in
 * @param connections how often a connection was made; all but the first are reconnects
 * @param received the bytes that came from the server, as they were on the wire
 * @param sent the bytes that went there
 * @param lastTrouble what went wrong last; empty where nothing did
 * @param ping the last measured round trip; empty while it is not connected
 * @param lately how long calls took lately; empty while it is not connected, and without calls
 */
public record ConnectionFigures(
    ConnectionProfile profile,
    boolean current,
    Instant since,
    int connections,
    long received,
    long sent,
    Optional<Trouble> lastTrouble,
    Optional<Duration> ping,
    Optional<ServerFigures.Latency> lately) {

  /** What went wrong, and when. */
  public record Trouble(ConnectionFault fault, Instant at) {}

  /** How often a lost connection was made anew. */
  public int reconnects() {
    return Math.max(0, connections - 1);
  }
}
