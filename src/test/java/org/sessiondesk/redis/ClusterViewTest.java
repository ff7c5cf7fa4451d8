package org.sessiondesk.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.sessiondesk.connection.ConnectionFault;
import org.sessiondesk.connection.StoreTarget.Address;

/** What is made of the answers to {@code CLUSTER NODES}. */
final class ClusterViewTest {
  private static final Address FROM = new Address("10.0.0.1", 7000);

  private static ClusterView view(String... answers) {
    return ClusterView.of(
        List.of(answers).stream().map(text -> ClusterNode.parse(text, FROM, false)).toList());
  }

  @Test
  void slots_areHeldByWhomTheNodesName_andAReplicaIsNoMaster() throws ConnectFailedException {
    var view =
        view(
            """
            a 10.0.0.1:7000@17000 myself,master - 0 0 1 connected 0-8000 [8000->-b]
            b 10.0.0.2:7000@17000,redis-2 master - 0 1 2 connected 8001-16382 16383
            c 10.0.0.3:7000@17000 slave a 0 1 1 connected
            """);
    assertThat(view.masters())
        .containsExactly(new Address("10.0.0.1", 7000), new Address("10.0.0.2", 7000));
    assertThat(view.owner(8_000)).isEqualTo(new Address("10.0.0.1", 7000));
    assertThat(view.owner(16_383)).isEqualTo(new Address("10.0.0.2", 7000));
    assertThat(view.moving()).isTrue();
    view.requireWhole();
  }

  @Test
  void aHostName_meansTheSameNode_andIsUsedWithTls() {
    var line = "b 10.0.0.2:7000@17000,redis-2 master - 0 1 2 connected 0-16383";
    var plain = view(line);
    assertThat(plain.name(new Address("redis-2", 7000))).isEqualTo(new Address("10.0.0.2", 7000));
    var encrypted = ClusterView.of(List.of(ClusterNode.parse(line, FROM, true)));
    assertThat(encrypted.masters()).containsExactly(new Address("redis-2", 7000));
    assertThat(encrypted.name(new Address("10.0.0.2", 7000)))
        .isEqualTo(new Address("redis-2", 7000));
  }

  @Test
  void aNodeThatDoesNotKnowItsHost_isWhereItAnswered() {
    assertThat(view("a :7000@17000 myself,master - 0 0 1 connected 0-16383").masters())
        .containsExactly(FROM);
  }

  @Test
  void ofTwoThatClaimASlot_theOneOfTheLaterElectionIsRight() {
    var view =
        view(
            """
            a 10.0.0.1:7000@17000 myself,master - 0 0 1 connected 0-16383
            b 10.0.0.2:7000@17000 slave a 0 1 1 connected
            """,
            """
            a 10.0.0.1:7000@17000 master,fail - 0 0 1 connected
            b 10.0.0.2:7000@17000 myself,master - 0 1 5 connected 0-16383
            """);
    assertThat(view.owner(0)).isEqualTo(new Address("10.0.0.2", 7000));
  }

  @Test
  void aSlotThatMovesBetweenTwoAnswers_isHeldByWhomTheFormerHolderNames()
      throws ConnectFailedException {
    var view =
        view(
            """
            a 10.0.0.1:7000@17000 master - 0 0 1 connected 0-8000
            b 10.0.0.2:7000@17000 myself,master - 0 1 2 connected 8001-16383 [100-<-a]
            """,
            """
            a 10.0.0.1:7000@17000 myself,master - 0 0 1 connected 0-99 101-8000
            b 10.0.0.2:7000@17000 master - 0 1 3 connected 100 8001-16383
            """);
    assertThat(view.owner(100)).isEqualTo(new Address("10.0.0.2", 7000));
    view.requireWhole();
  }

  @Test
  void aMasterThatWasGivenUp_leavesItsSlotsUnserved() {
    var view =
        view(
            """
            a 10.0.0.1:7000@17000 myself,master - 0 0 1 connected 0-99
            b 10.0.0.2:7000@17000 master,fail - 0 1 2 connected 100-16383
            d :0@0 master,noaddr - 0 1 2 connected
            """);
    assertThat(view.masters()).hasSize(1);
    assertThatThrownBy(view::requireWhole)
        .isInstanceOfSatisfying(
            ConnectFailedException.class,
            failed ->
                assertThat(failed.fault().kind()).isEqualTo(ConnectionFault.Kind.CLUSTER_DOWN))
        .hasMessageContaining("16284");
  }

  @Test
  void somethingElse_isNoAnswer() {
    assertThatThrownBy(() -> view("hello there")).isInstanceOf(IllegalArgumentException.class);
  }
}
