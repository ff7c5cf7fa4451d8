package org.sessiondesk.transfer;

/** What the check found about an entry, and so what an import does with it. */
public enum Decision {
  /** Nothing is there: it is stored. */
  CREATE(Finding.NEW),
  /** The very same is there. */
  SAME(Finding.SAME),
  /** Something else is there, and is replaced. */
  REPLACE(Finding.DIFFERENT),
  /** Something else is there, and stays, as the policy wants it. */
  KEEP(Finding.DIFFERENT),
  /** What is there cannot be read, or one of both is of another type: that is never replaced. */
  KEEP_UNREADABLE(Finding.DIFFERENT),
  /** Something else is there, and this is stored beside it. */
  BESIDE(Finding.DIFFERENT),
  /** Something else is there, and this is beside it already. */
  BESIDE_SAME(Finding.DIFFERENT),
  /** It cannot be read as a session, and was not asked for. */
  LEAVE_UNREADABLE(Finding.LEFT),
  /** It is a temporary session, and was not asked for. */
  LEAVE_TEMPORARY(Finding.LEFT),
  /** Its time to live has passed since. */
  LEAVE_EXPIRED(Finding.LEFT),
  /** The line cannot be read. */
  BROKEN(Finding.BROKEN);

  /** The groups in which people think of them. */
  public enum Finding {
    NEW,
    SAME,
    DIFFERENT,
    LEFT,
    BROKEN
  }

  private final Finding finding;

  Decision(Finding finding) {
    this.finding = finding;
  }

  /** Its group. */
  public Finding finding() {
    return finding;
  }

  /** Whether an import stores something. */
  public boolean writes() {
    return this == CREATE || this == REPLACE || this == BESIDE;
  }
}
