package org.sessiondesk.connection;

/**
 * How a profile is told from others, and guarded.
 *
 * @param deployment what its Redis is for
 * @param colour the colour that it is shown in
 * @param readOnly whether its store refuses every change until somebody unlocks it for a while
 */
public record ProfileMarks(Deployment deployment, Colour colour, boolean readOnly) {

  /** Nothing in particular. */
  public static final ProfileMarks NONE =
      new ProfileMarks(Deployment.UNMARKED, Colour.AUTOMATIC, false);

  /** A few colours that are told apart well, light and dark. */
  public enum Colour {
    /** That of the deployment. */
    AUTOMATIC,
    RED,
    ORANGE,
    GREEN,
    TEAL,
    BLUE,
    PURPLE,
    PINK,
    GREY
  }

  /** The colour to show; {@link Colour#AUTOMATIC} where there is none. */
  public Colour shownColour() {
    if (colour != Colour.AUTOMATIC) {
      return colour;
    }
    return switch (deployment) {
      case UNMARKED -> Colour.AUTOMATIC;
      case TEST -> Colour.GREEN;
      case STAGING -> Colour.ORANGE;
      case PRODUCTION -> Colour.RED;
    };
  }
}
