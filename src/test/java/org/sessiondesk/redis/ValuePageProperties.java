package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class ValuePageProperties {

  @Property(tries = 200)
  void valuesComeOutAsTheyWentInHoweverOftenThePageWasUsedBefore(
      @ForAll @Size(max = 5) List<@Size(max = 700) List<byte[]>> pages) {
    var page = new ValuePage();
    for (var values : pages) {
      page.clear();
      for (var value : values) {
        // Empty ones stand for keys without a value, and as empty values as well.
        page.add(value.length == 0 ? null : ByteBuffer.wrap(value));
        page.add(ByteBuffer.wrap(value));
      }
      assertThat(page.size()).isEqualTo(2 * values.size());
      for (int i = 0; i < values.size(); i++) {
        assertThat(page.holds(2 * i)).isEqualTo(values.get(i).length > 0);
        assertThat(page.holds(2 * i + 1)).isTrue();
        assertThat(page.copy(2 * i + 1)).isEqualTo(values.get(i));
      }
    }
  }

  @Property(tries = 50)
  void aPageGrowsWithAValueThatIsLargerThanItself(@ForAll byte first) {
    var page = new ValuePage();
    var large = new byte[300_000];
    large[0] = first;
    page.add(ByteBuffer.wrap(new byte[] {7}));
    page.add(ByteBuffer.wrap(large));
    assertThat(page.copy(0)).containsExactly(7);
    assertThat(page.copy(1)).isEqualTo(large);
    assertThat(page.from(1)).isEqualTo(1);
    assertThat(page.to(1)).isEqualTo(300_001);
  }
}
