package org.sessiondesk.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RevisionTest {

  private static Revision of(String bytes) {
    return Revision.of(bytes.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void revisionsAreEqual_whereTheBytesAre() {
    assertThat(of("{\"text\": \"a\"}")).isEqualTo(of("{\"text\": \"a\"}"));
    assertThat(of("a")).hasSameHashCodeAs(of("a"));
    assertThat(of("a")).isNotEqualTo(of("b"));
    assertThat(of("a")).isNotEqualTo(of("a "));
  }

  @Test
  void tag_isTheStartOfSha256() {
    // The digest of "abc" in FIPS 180-4.
    assertThat(of("abc").tag()).isEqualTo("ba7816bf8f01cfea414140de5dae2223");
    assertThat(of("abd").tag()).isNotEqualTo(of("abc").tag());
  }

  @Test
  void toString_showsNothingOfWhatIsStored() {
    assertThat(of("secret").toString()).doesNotContain("secret").contains(of("secret").tag());
  }
}
