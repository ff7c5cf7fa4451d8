package org.sessiondesk.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.sessiondesk.connection.AnyProfile;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.json.JacksonJson;

class ProfileExchangeProperties {
  private final ProfileExchange exchange = new ProfileExchange(new JacksonJson());

  @Property(tries = 300)
  void whatIsExportedIsImported_butForItsId(@ForAll("profiles") List<ConnectionProfile> profiles) {
    var read = exchange.read(exchange.write(profiles));
    assertThat(read.bad()).isEmpty();
    assertThat(read.found().stream().map(found -> found.profile().copy("x", nameOf(found))))
        .containsExactlyElementsOf(profiles);
    assertThat(read.found()).allMatch(found -> found.secrets().byKind().isEmpty());
  }

  private static String nameOf(ProfileImport.Found found) {
    return found.profile().name();
  }

  @Property(tries = 300)
  void anyTextIsReadOrRefused(@ForAll("texts") String text) {
    var read = exchange.read(text);
    assertThat(read.found().size() + read.bad().size()).isPositive();
  }

  @Provide
  Arbitrary<List<ConnectionProfile>> profiles() {
    return AnyProfile.profiles().list().ofMinSize(1).ofMaxSize(3);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withChars("REDIS_URL=\n redis://a:1/?#'\"{}[]").ofMaxLength(60),
        Arbitraries.strings().withChars("{}[]\":,profilesurlv1 ").ofMaxLength(40).map("{"::concat));
  }
}
