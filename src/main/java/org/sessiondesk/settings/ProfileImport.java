package org.sessiondesk.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.RedisUrlException;

/**
 * What was found in a text that describes connections. Nothing has been added by that.
 *
 * @param found the profiles that can be added
 * @param bad what cannot, and why
 */
public record ProfileImport(List<Found> found, List<Bad> bad) {
  public ProfileImport {
    found = List.copyOf(found);
    bad = List.copyOf(bad);
  }

  /**
   * A profile that can be added. Its id is new, whatever the text says: an import replaces nothing.
   *
   * @param profile with the name that the text gives it
   * @param secrets the passwords that stood in its URL
   * @param place where it was found
   */
  public record Found(ConnectionProfile profile, ProfileSecrets secrets, Place place) {}

  /**
   * Something that cannot be added.
   *
   * @param place where it was found
   * @param fault what is wrong
   * @param detail more in technical words, without secrets: names of fields; may be empty
   * @param url what is wrong with a URL; null for other faults
   */
  public record Bad(
      Place place, Fault fault, String detail, RedisUrlException.@Nullable Kind url) {}

  /**
   * A place in the text.
   *
   * @param kind what it counts
   * @param number which of them, from 1; 0 for the whole text
   * @param name what it is called there: a variable, a profile; may be empty
   */
  public record Place(Kind kind, int number, String name) {

    /** All of it. */
    public static final Place WHOLE = new Place(Kind.WHOLE, 0, "");

    /** What a place counts. */
    public enum Kind {
      /** Nothing: the whole text is meant. */
      WHOLE,
      /** Lines. */
      LINE,
      /** The profiles of an export. */
      PROFILE
    }
  }

  /** What can be wrong. */
  public enum Fault {
    /** The file cannot be read; the detail says why. */
    UNREADABLE,
    /** The file is longer than any that describes connections. */
    TOO_LARGE,
    /** The file is not UTF-8. */
    NOT_UTF8,
    /** It is neither a URL nor a {@code .env} file nor an export. */
    NOT_UNDERSTOOD,
    /** It begins like JSON and is none; the detail says where and why. */
    NOT_JSON,
    /** It is JSON, but of something else. */
    NOT_AN_EXPORT,
    /** A later version of this program wrote it. */
    NEWER,
    /** Fields that are missing or make no sense; the detail names them. */
    BAD_FIELDS,
    /** Fields that this program does not know; the detail names them. */
    UNKNOWN_FIELDS,
    /** A URL that is none of a Redis. */
    BAD_URL,
    /** A line that is neither a comment nor {@code NAME=value}. */
    BAD_LINE,
    /** It describes no connection. */
    NOTHING
  }
}
