package org.sessiondesk.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a test of a profile went.
 *
 * @param steps the steps that were taken, in order; the last one failed where the test did
 * @param server what the server said about itself; empty where the test failed before it could
 */
public record ConnectionTest(List<Step> steps, Optional<ServerInfo> server) {
  public ConnectionTest {
    steps = List.copyOf(steps);
  }

  /**
   * One step.
   *
   * @param step which
   * @param took how long it took
   * @param fault why it failed; empty where it passed
   * @param detail what was found, in technical words, without secrets; may be empty
   * @param notices what else the operator should know
   * @param certificates those that the server showed, its own first
   */
  public record Step(
      ConnectionStep step,
      Duration took,
      Optional<ConnectionFault> fault,
      String detail,
      List<Notice> notices,
      List<ServerCertificate> certificates) {
    public Step {
      notices = List.copyOf(notices);
      certificates = List.copyOf(certificates);
    }

    /** One in which nothing else was found. */
    public Step(
        ConnectionStep step, Duration took, Optional<ConnectionFault> fault, String detail) {
      this(step, took, fault, detail, List.of(), List.of());
    }
  }

  /**
   * Something that was found on the way.
   *
   * @param kind what
   * @param values what its sentence speaks of: numbers, names; without secrets
   */
  public record Notice(Kind kind, List<String> values) {
    public Notice {
      values = List.copyOf(values);
    }

    /** What can be found. */
    public enum Kind {
      /** The certificate is not checked at all. */
      NOT_VERIFIED(true),
      /** It is not checked whether the certificate names the host. */
      NAME_NOT_VERIFIED(true),
      /** The certificate ends soon; on which day. */
      EXPIRES_SOON(true),
      /** Our own certificate was shown. */
      CLIENT_CERTIFICATE_SHOWN(false),
      /** Commands that are needed and permitted, and how that was found out. */
      PERMITTED(false),
      /** Commands that are needed and refused. */
      REFUSED(true),
      /** Commands that are of use and refused: what they are for is missing. */
      USEFUL_REFUSED(true),
      /** It copies another server: nothing can be written to it. */
      REPLICA(true),
      /** It keeps nothing on disk. */
      NOT_PERSISTENT(true),
      /** It writes snapshots only: what came since the last one would be lost. */
      SNAPSHOTS_ONLY(true),
      /** The log reaches the disk once a second: a power failure costs about that second. */
      ONCE_A_SECOND(true),
      /** The log reaches the disk when the operating system likes. */
      WHEN_THE_SYSTEM_LIKES(true),
      /** The log reaches the disk before each answer. */
      BEFORE_EACH_ANSWER(false),
      /** It has failed to write to its disk. */
      DISK_FAILS(true),
      /** Where memory ends it throws sessions away; the policy. */
      EVICTS(true),
      /** It does not say how it keeps its data. */
      PERSISTENCE_UNKNOWN(true),
      /** So many sessions, among so many keys. */
      COUNTED(false),
      /** About so many sessions, among so many keys, judged by a sample of so many. */
      ESTIMATED(false),
      /** An address that sentinels or nodes tell of, and that cannot be reached from here. */
      ANNOUNCED_UNREACHABLE(true);

      private final boolean warning;

      Kind(boolean warning) {
        this.warning = warning;
      }

      /** Whether it is something to worry about. */
      public boolean isWarning() {
        return warning;
      }
    }
  }

  /**
   * A certificate that the server showed.
   *
   * @param subject whose it is
   * @param issuer who signed it
   * @param from its first moment
   * @param until its last moment
   * @param names the hosts that it names
   */
  public record ServerCertificate(
      String subject, String issuer, Instant from, Instant until, List<String> names) {
    public ServerCertificate {
      names = List.copyOf(names);
    }
  }

  /** Whether every step passed. */
  public boolean passed() {
    return steps.stream().allMatch(step -> step.fault().isEmpty());
  }

  /** How many of the notices are something to worry about. */
  public long warnings() {
    return steps.stream()
        .flatMap(step -> step.notices().stream())
        .filter(notice -> notice.kind().isWarning())
        .count();
  }
}
