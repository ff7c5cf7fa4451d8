package org.sessiondesk.app;

/**
 * The program going through its main screens by itself, for {@code packaging/}: what Java loads and
 * compiles meanwhile goes into the cache that makes the shipped program start fast. A main class of
 * its own, since the cache is only good for the very class path it was made with. Ends by itself,
 * with 0 where every screen was seen.
 */
public final class Rehearsal {

  private Rehearsal() {}

  /**
   * Runs it and ends the process.
   *
   * @param args the folder in which it keeps everything
   */
  public static void main(String[] args) {
    System.exit(Main.byDoubleClick(RehearsalApp.class, args));
  }
}
