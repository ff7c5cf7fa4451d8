package org.sessiondesk.session;

/**
 * Who changes something.
 *
 * @param face by which face of the program
 * @param name the operating system's user; over HTTP the name of the token that was shown
 */
public record Actor(Face face, String name) {

  /** The faces that changes come through. */
  public enum Face {
    WINDOW,
    API,
    COMMAND_LINE
  }

  /** The user who runs this program. */
  public static Actor user(Face face) {
    return new Actor(face, System.getProperty("user.name", ""));
  }

  /** Whether a person sits there, who may want it undone. */
  public boolean isPerson() {
    return face != Face.API;
  }
}
