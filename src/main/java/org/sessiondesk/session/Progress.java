package org.sessiondesk.session;

/** How a long job tells how far it is, and learns that it is to stop. */
public interface Progress {

  /** One that tells nobody and never stops. */
  Progress NONE =
      new Progress() {
        @Override
        public void at(long done, long total) {}

        @Override
        public boolean cancelled() {
          return false;
        }
      };

  /** {@code done} of {@code total} are done; {@code total} is negative where it is not known. */
  void at(long done, long total);

  /** Whether the job is to stop at the next good moment, keeping what is done. */
  boolean cancelled();
}
