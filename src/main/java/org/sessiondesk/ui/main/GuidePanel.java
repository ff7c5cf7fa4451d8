package org.sessiondesk.ui.main;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.ui.fx.DeskStyles;
import org.sessiondesk.ui.fx.Dialogs;

/** The user guide, in the window's language. */
public final class GuidePanel implements Dialogs.Panel {
  private static final String FOLDER = "/org/sessiondesk/guide/";
  private static final double WIDTH = 720;
  private static final double HEIGHT = 640;

  private final ScrollPane root = new ScrollPane();

  /** The guide that the program carries, in the language of {@code locale}. */
  public GuidePanel(Locale locale) {
    this(text(locale), GuidePanel::picture);
  }

  /** The guide {@code markdown}, whose pictures {@code pictures} finds by their paths. */
  GuidePanel(String markdown, Function<String, @Nullable Image> pictures) {
    var page = new VBox(12);
    page.getStyleClass().add("main-guide");
    for (var block : GuideText.parse(markdown)) {
      var node = node(block, pictures);
      if (node != null) {
        page.getChildren().add(node);
      }
    }
    root.setId("guide");
    root.setContent(page);
    root.setFitToWidth(true);
    root.setPrefSize(WIDTH, HEIGHT);
    root.getStyleClass().add("edge-to-edge");
    root.setAccessibleRole(AccessibleRole.SCROLL_PANE);
    root.setAccessibleText("Session Desk");
  }

  private static String text(Locale locale) {
    boolean chinese = locale.getLanguage().equals(Locale.CHINESE.getLanguage());
    try (var in = open(chinese ? "guide.zh-CN.md" : "guide.md")) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Image picture(String path) {
    try (var in = open(path)) {
      return in == null ? null : new Image(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable InputStream open(String path) {
    return GuidePanel.class.getResourceAsStream(FOLDER + path);
  }

  private static @Nullable Node node(
      GuideText.Block block, Function<String, @Nullable Image> pictures) {
    return switch (block) {
      case GuideText.Heading(var level, var text) -> {
        var heading = new Label(text);
        heading.getStyleClass().add(level == 1 ? DeskStyles.TITLE : "main-guide-heading");
        heading.setWrapText(true);
        yield heading;
      }
      case GuideText.Paragraph(var pieces) -> flow(pieces);
      case GuideText.Item(var pieces) -> {
        var flow = flow(pieces);
        HBox.setHgrow(flow, Priority.ALWAYS);
        yield new HBox(8, new Label("•"), flow);
      }
      case GuideText.Picture(var words, var path) -> {
        var image = pictures.apply(path);
        if (image == null) {
          yield null;
        }
        var view = new ImageView(image);
        view.setPreserveRatio(true);
        view.setSmooth(true);
        view.setFitWidth(Math.min(WIDTH - 70, image.getWidth()));
        view.setAccessibleText(words);
        yield view;
      }
    };
  }

  private static TextFlow flow(List<GuideText.Piece> pieces) {
    var flow = new TextFlow();
    for (var piece : pieces) {
      var text = new Text(piece.text());
      text.getStyleClass()
          .addAll("text", "main-guide-" + piece.style().name().toLowerCase(Locale.ROOT));
      flow.getChildren().add(text);
    }
    flow.setMinWidth(0);
    return flow;
  }

  @Override
  public String titleKey() {
    return "main.menu.guide";
  }

  @Override
  public Node content() {
    return root;
  }

  @Override
  public void onOpen(Runnable close) {
    Platform.runLater(root::requestFocus);
  }
}
