package org.sessiondesk.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.JsonFormat;
import org.sessiondesk.ui.fx.MetadataModel.Face;
import org.sessiondesk.ui.fx.MetadataModel.MetadataFault;

class MetadataModelTest {
  private final JsonFormat format = new JacksonJson();
  private final MetadataModel model = new MetadataModel(format, new Messages(Locale.ENGLISH));

  private Json.Obj json(String text) {
    return (Json.Obj) format.parse(text);
  }

  private MetadataRow row(int index) {
    return model.rows().get(index);
  }

  @Test
  void valuesKeepTheirTypesAndTheirDigits_whenNothingIsTouched() {
    var metadata =
        json(
            "{\"t\": \"1\", \"n\": 12345678901234567890, \"f\": 1.0, \"e\": 1e+21, \"b\": true,"
                + " \"z\": null, \"o\": {\"x\": [1, 2]}}");
    model.show(metadata);
    assertThat(model.turnTo(Face.JSON)).isTrue();
    assertThat(model.turnTo(Face.ROWS)).isTrue();
    assertThat(model.value()).contains(metadata);
    assertThat(model.changedProperty().get()).isFalse();
    assertThat(metadata.members()).containsEntry("n", new Json.Num("12345678901234567890"));
  }

  @Test
  void anEditedNumberStaysANumber_andIsRefusedWhereItIsNone() {
    model.show(json("{\"n\": 1, \"t\": \"x\"}"));
    row(0).valueProperty().set("2.50");
    assertThat(model.value()).contains(json("{\"n\": 2.50, \"t\": \"x\"}"));
    row(0).valueProperty().set("two");
    assertThat(model.value()).isEmpty();
    assertThat(row(0).faultProperty().get()).isEqualTo(MetadataRow.RowFault.NOT_A_NUMBER);
    row(0).kindProperty().set(MetadataRow.Kind.TEXT);
    assertThat(model.value()).contains(json("{\"n\": \"two\", \"t\": \"x\"}"));
  }

  @Test
  void aTextThatLooksLikeANumberStaysAText() {
    model.show(json("{\"user_id\": \"12345\"}"));
    row(0).valueProperty().set("67890");
    assertThat(model.value()).contains(json("{\"user_id\": \"67890\"}"));
  }

  @Test
  void aKeyThatIsThereTwiceIsRefused_inRows() {
    model.show(json("{\"a\": 1}"));
    var added = model.add();
    added.keyProperty().set("a");
    assertThat(model.value()).isEmpty();
    assertThat(added.faultProperty().get()).isEqualTo(MetadataRow.RowFault.KEY_TWICE);
    assertThat(model.errorProperty().getValue()).contains("Row 2");
    added.keyProperty().set("b");
    assertThat(model.value()).contains(json("{\"a\": 1, \"b\": \"\"}"));
  }

  @Test
  void aKeyThatIsThereTwiceIsRefused_inJson_howeverItIsWritten() {
    model.turnTo(Face.JSON);
    model.textProperty().set("{\"x\": [{\"a\": 1}, {\"a\": 2}],\n \"a\": 1, \"\\u0061\": 2}");
    assertThat(model.faultProperty().get()).isEqualTo(new MetadataFault.KeyTwice("a", 2, 10));
  }

  @Test
  void faultyJsonIsShownAtItsPlace_andTheFaceDoesNotTurn() {
    model.turnTo(Face.JSON);
    model.textProperty().set("{\n  \"a\": tru\n}");
    assertThat(model.faultProperty().get()).isInstanceOf(MetadataFault.Syntax.class);
    assertThat(model.errorProperty().getValue()).startsWith("Line 2, column ");
    assertThat(model.faultOffset().orElseThrow()).isBetween(4, 13);
    assertThat(model.turnTo(Face.ROWS)).isFalse();
    assertThat(model.textProperty().get()).contains("tru");
  }

  @Test
  void turningTheFaceKeepsWhatWasEdited() {
    model.show(json("{\"a\": 1}"));
    model.add().keyProperty().set("新");
    model.turnTo(Face.JSON);
    model.textProperty().set(model.textProperty().get().replace("\"\"", "false"));
    assertThat(model.turnTo(Face.ROWS)).isTrue();
    assertThat(row(1).kindProperty().get()).isEqualTo(MetadataRow.Kind.TRUTH);
    assertThat(model.value()).contains(json("{\"a\": 1, \"新\": false}"));
  }

  @Test
  void anEmptyRowCountsForNothing_andAValueWithoutAKeyIsRefused() {
    var row = model.add();
    assertThat(model.value()).contains(Json.EMPTY);
    row.valueProperty().set("x");
    assertThat(row.faultProperty().get()).isEqualTo(MetadataRow.RowFault.KEY_MISSING);
  }

  @Test
  void whatOthersStoredAndIsNoObject_staysAsItIsUntilItIsTouched() {
    var list = format.parse("[1, 2]");
    model.show(list);
    assertThat(model.faceProperty().get()).isEqualTo(Face.JSON);
    assertThat(model.content()).contains(list);
    assertThat(model.value()).isEmpty();
    assertThat(model.changedProperty().get()).isFalse();
    model.textProperty().set("[1]");
    assertThat(model.faultProperty().get()).isEqualTo(new MetadataFault.NotAnObject());
  }

  @Test
  void whatJsonCannotWriteSurvivesUntouched() {
    var odd =
        new Json.Obj(
            java.util.Map.of(
                "k", new Json.Arr(List.of(new Json.Str("\uD800"), new Json.Num("NaN")))));
    model.show(odd);
    model.turnTo(Face.JSON);
    assertThat(model.textProperty().get()).contains("\\ud800").contains("NaN");
    model.turnTo(Face.ROWS);
    assertThat(model.value()).contains(odd);
    assertThat(model.changedProperty().get()).isFalse();
  }

  @Test
  void anObjectWithThousandsOfKeysIsEditedAsJson() {
    var members = new java.util.LinkedHashMap<String, Json>();
    for (int i = 0; i < 5_000; i++) {
      members.put("k" + i, new Json.Num(Integer.toString(i)));
    }
    model.show(new Json.Obj(members));
    assertThat(model.faceProperty().get()).isEqualTo(Face.JSON);
    assertThat(model.turnTo(Face.ROWS)).isFalse();
  }
}
