package org.sessiondesk.json;

import org.sessiondesk.session.Json;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.session.JsonSyntaxException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/** JSON for people: strict in what it reads, and exact about where a text goes wrong. */
public final class JacksonJson implements JsonFormat {
  private final JsonFactory factory = JsonTokens.strictFactory();

  @Override
  public Json parse(String text) {
    try (var parser = factory.createParser(ObjectReadContext.empty(), text)) {
      if (parser.nextToken() == null) {
        throw fault("there is nothing", parser);
      }
      var value = JsonTokens.read(parser);
      if (parser.nextToken() != null) {
        throw fault("there is more after the value", parser);
      }
      return value;
    } catch (JacksonException e) {
      var place = e.getLocation();
      throw new JsonSyntaxException(
          describe(e),
          place == null ? 1 : Math.max(1, place.getLineNr()),
          place == null ? 1 : Math.max(1, place.getColumnNr()));
    }
  }

  private static JsonSyntaxException fault(String message, JsonParser parser) {
    var place = parser.currentTokenLocation();
    return new JsonSyntaxException(
        message, Math.max(1, place.getLineNr()), Math.max(1, place.getColumnNr()));
  }

  /** Jackson's own messages quote the text, which may be secret. */
  private static String describe(JacksonException e) {
    return switch (e) {
      case StreamConstraintsException _ -> "nests more than " + JsonTokens.DEEPEST + " deep";
      case UnexpectedEndOfInputException _ -> "ends too early";
      default -> "is not JSON here";
    };
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException where a string in it holds half of a surrogate pair
   */
  @Override
  public String print(Json value) {
    return JsonPrinter.unicode().value(value).toString();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException where a string in it holds half of a surrogate pair
   */
  @Override
  public String printPretty(Json value) {
    return JsonPrinter.unicode().pretty(value).toString();
  }
}
