package org.sessiondesk.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ListenersTest {
  private final Listeners<String> listeners = new Listeners<>();
  private final List<String> heard = new ArrayList<>();

  @Test
  void allAreTold_untilTheyLeave() {
    assertThat(listeners.isEmpty()).isTrue();
    var first = listeners.add(heard::add);
    listeners.add(news -> heard.add("also " + news));
    listeners.tell("a");
    first.close();
    first.close();
    listeners.tell("b");
    assertThat(heard).containsExactly("a", "also a", "also b");
    assertThat(listeners.isEmpty()).isFalse();
  }

  @Test
  void listenerThatIsAddedTwice_isToldTwiceAndLeavesOnce() {
    Consumer<String> consumer = heard::add;
    var once = listeners.add(consumer);
    listeners.add(consumer);
    listeners.tell("a");
    once.close();
    listeners.tell("b");
    assertThat(heard).containsExactly("a", "a", "b");
  }

  @Test
  void listenerThatThrows_stopsNobodyAndIsNotSwallowed() throws InterruptedException {
    listeners.add(
        _ -> {
          throw new IllegalStateException("no");
        });
    listeners.add(heard::add);
    var thrown = new ArrayList<Throwable>();
    var thread = new Thread(() -> listeners.tell("a"), "teller");
    thread.setUncaughtExceptionHandler((_, e) -> thrown.add(e));
    thread.start();
    thread.join();
    assertThat(heard).containsExactly("a");
    assertThat(thrown).singleElement().isInstanceOf(IllegalStateException.class);
  }

  @Test
  void listenerMayLeaveWhileItIsTold() {
    var left = new ArrayList<Registration>();
    left.add(
        listeners.add(
            news -> {
              heard.add(news);
              left.getFirst().close();
            }));
    listeners.tell("a");
    listeners.tell("b");
    assertThat(heard).containsExactly("a");
  }
}
