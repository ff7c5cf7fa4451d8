package org.sessiondesk.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import org.sessiondesk.session.Json;

/** The API's description, and a page that shows it: Swagger UI out of its webjar, no network. */
final class DocsResource {
  private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui/";

  /** The only files of the webjar that are served. */
  private static final Map<String, String> ASSETS =
      Map.of(
          "swagger-ui.css", "text/css; charset=utf-8",
          "swagger-ui-bundle.js", "text/javascript; charset=utf-8",
          "favicon-32x32.png", "image/png");

  /** Swagger UI sets styles from its script, which needs no permission; images are inlined. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>Session Desk API</title>
      <link rel="icon" type="image/png" href="/docs/favicon-32x32.png">
      <link rel="stylesheet" href="/docs/swagger-ui.css">
      </head>
      <body>
      <div id="swagger-ui"></div>
      <script src="/docs/swagger-ui-bundle.js"></script>
      <script src="/docs/start.js"></script>
      </body>
      </html>
      """;

  private static final String START =
      """
      SwaggerUIBundle({
        url: '/openapi.json',
        dom_id: '#swagger-ui',
        deepLinking: true,
        validatorUrl: null
      });
      """;

  private final Supplier<Json> description;

  /** The description is asked for when somebody wants it: it tells of all routes, these too. */
  DocsResource(Supplier<Json> description) {
    this.description = description;
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/openapi.json", "Describe the API")
            .open()
            .answers(200, "The description, OpenAPI 3.1")
            .by(_ -> Reply.json(200, description.get())),
        Route.of("GET", "/docs", "Show the API in a browser")
            .open()
            .answers(200, "A page")
            .by(_ -> page()),
        Route.of("GET", "/docs/{file}", "Give a file of that page")
            .open()
            .answers(200, "The file")
            .answers(404, "There is none")
            .by(call -> asset(call.variable("file"))));
  }

  private static Reply page() {
    return safe(Reply.text("text/html; charset=utf-8", PAGE));
  }

  private static Reply asset(String file) {
    if (file.equals("start.js")) {
      return safe(Reply.text("text/javascript; charset=utf-8", START));
    }
    var type = ASSETS.get(file);
    if (type == null) {
      throw new ApiException(404, "Not Found");
    }
    return safe(Reply.of(200, type, read(WEBJAR + webjarVersion() + "/" + file)));
  }

  private static Reply safe(Reply.Full reply) {
    return Reply.with(
        Reply.with(reply, "Content-Security-Policy", POLICY), "X-Content-Type-Options", "nosniff");
  }

  private static String webjarVersion() {
    var properties = new Properties();
    try (var in =
        DocsResource.class.getResourceAsStream(
            "/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
      if (in == null) {
        throw new IllegalStateException("the build has left out Swagger UI");
      }
      properties.load(in);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] read(String resource) {
    try (var in = DocsResource.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("Swagger UI has no " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
