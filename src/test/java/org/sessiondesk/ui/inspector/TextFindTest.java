package org.sessiondesk.ui.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.beans.property.SimpleStringProperty;
import org.junit.jupiter.api.Test;

class TextFindTest {
  private final SimpleStringProperty text = new SimpleStringProperty("Aa, aa and 天气 AA");
  private final TextFind find = new TextFind(text);

  @Test
  void findsWhateverTheCase_andGoesRound() {
    find.wantedProperty().set("aa");
    assertThat(find.countProperty().get()).isEqualTo(3);
    assertThat(find.foundProperty().get()).isEqualTo(new TextFind.Found(0, 2, 1));
    find.next();
    assertThat(find.foundProperty().get()).isEqualTo(new TextFind.Found(4, 6, 2));
    find.next();
    find.next();
    assertThat(find.foundProperty().get()).isEqualTo(new TextFind.Found(0, 2, 1));
    find.previous();
    assertThat(find.foundProperty().get()).isEqualTo(new TextFind.Found(14, 16, 3));
    find.previous();
    assertThat(find.foundProperty().get()).isEqualTo(new TextFind.Found(4, 6, 2));
  }

  @Test
  void whatIsNotThere_isNotFound() {
    find.wantedProperty().set("雨");
    assertThat(find.countProperty().get()).isZero();
    assertThat(find.foundProperty().get()).isNull();
    find.next();
    find.previous();
    assertThat(find.foundProperty().get()).isNull();
  }

  @Test
  void countsAnew_asTheTextChanges() {
    find.wantedProperty().set("天气");
    text.set("天气天气");
    assertThat(find.countProperty().get()).isEqualTo(2);
    find.next();
    assertThat(find.foundProperty().get()).isEqualTo(new TextFind.Found(0, 2, 1));
  }
}
