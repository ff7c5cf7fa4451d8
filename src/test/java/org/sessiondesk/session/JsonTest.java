package org.sessiondesk.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void object_keepsTheOrderOfItsKeys() {
    var object =
        Json.EMPTY
            .with("z", new Json.Num("1"))
            .with("a", new Json.Num("2"))
            .with("m", new Json.Num("3"));
    assertThat(object.members().keySet()).containsExactly("z", "a", "m");
    assertThat(object.with("a", new Json.Null()).members().keySet()).containsExactly("z", "a", "m");
    assertThat(object.without("a").members().keySet()).containsExactly("z", "m");
    assertThat(object.without("none")).isEqualTo(object);
  }

  @Test
  @DisplayName("Numbers keep their digits: they never go through a double")
  void number_isItsDigits() {
    assertThat(new Json.Num("1.0")).isNotEqualTo(new Json.Num("1"));
    assertThat(new Json.Num("12345678901234567890"))
        .isNotEqualTo(new Json.Num("12345678901234567891"));
    assertThat(new Json.Num("1e+21").literal()).isEqualTo("1e+21");
  }

  @Test
  void values_areImmutable() {
    var members = new LinkedHashMap<>(Map.<String, Json>of("a", new Json.Null()));
    var items = new ArrayList<Json>(List.of(new Json.Bool(true)));
    var object = new Json.Obj(members);
    var array = new Json.Arr(items);
    members.clear();
    items.clear();
    assertThat(object.members()).hasSize(1);
    assertThat(array.items()).hasSize(1);
    assertThatThrownBy(() -> object.members().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(object.with("b", new Json.Null())).isNotEqualTo(object);
    assertThat(object.members()).hasSize(1);
  }

  @Test
  void values_areEqualWhereTheirPartsAre() {
    Json one = new Json.Obj(Map.of("a", new Json.Arr(List.of(new Json.Str("x")))));
    Json same = new Json.Obj(Map.of("a", new Json.Arr(List.of(new Json.Str("x")))));
    Json other = new Json.Obj(Map.of("a", new Json.Arr(List.of(new Json.Str("y")))));
    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other);
    assertThat((Json) new Json.Arr(List.of())).isNotEqualTo(Json.EMPTY);
  }

  @Test
  void aThousandLevels_areComparedWithoutOverflow() {
    assertThat(nested(1_000)).isEqualTo(nested(1_000)).hasSameHashCodeAs(nested(1_000));
    assertThat(nested(1_000)).isNotEqualTo(nested(999));
  }

  private static Json nested(int levels) {
    Json value = new Json.Null();
    for (int i = 0; i < levels; i++) {
      value = i % 2 == 0 ? new Json.Arr(List.of(value)) : new Json.Obj(Map.of("k", value));
    }
    return value;
  }
}
