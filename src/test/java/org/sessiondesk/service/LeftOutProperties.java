package org.sessiondesk.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.sessiondesk.session.SessionId;

class LeftOutProperties {

  /** An id that comes or goes. */
  record Step(SessionId id, boolean comes) {}

  /** Few ids, so that they come again and go; some are no UUID. */
  @Provide
  Arbitrary<List<Step>> steps() {
    return Arbitraries.integers()
        .between(0, 60)
        .map(i -> i % 3 == 0 ? "odd " + i : new UUID(i % 2, i).toString())
        .flatMap(
            id ->
                Arbitraries.of(true, true, false).map(comes -> new Step(new SessionId(id), comes)))
        .list()
        .ofMaxSize(300);
  }

  @Property
  void countsAsASetDoes(@ForAll("steps") List<Step> steps) {
    var leftOut = new LeftOut();
    var set = new HashSet<SessionId>();
    for (var step : steps) {
      if (step.comes()) {
        leftOut.add(step.id());
        set.add(step.id());
      } else {
        leftOut.remove(step.id());
        set.remove(step.id());
      }
      assertThat(leftOut.size()).isEqualTo(set.size());
    }
  }
}
