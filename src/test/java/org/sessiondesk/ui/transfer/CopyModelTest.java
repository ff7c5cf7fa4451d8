package org.sessiondesk.ui.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.Deployment;
import org.sessiondesk.connection.ProfileMarks;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.redis.RedisStoreOpener;
import org.sessiondesk.redis.SessionJson;
import org.sessiondesk.redis.testing.RedisServer;
import org.sessiondesk.service.SessionQuery;
import org.sessiondesk.transfer.Copier;
import org.sessiondesk.transfer.CopyEnd;
import org.sessiondesk.transfer.ImportPolicy;
import org.sessiondesk.ui.fx.Notices;
import org.sessiondesk.ui.testing.Desk;
import org.sessiondesk.ui.testing.TestUi;

/** What is asked, refused and said of a copy to another connection, without a window. */
class CopyModelTest {
  @TempDir private Path folder;
  private final RedisServer redis = RedisServer.start();
  private final TestUi test = TestUi.inline(Locale.ENGLISH);
  private final Desk desk = new Desk(Locale.ENGLISH);
  private final List<AutoCloseable> opened = new ArrayList<>();

  private static String value(String text) {
    return """
        {"text":"%s","voice":"v","created_at":"2026-01-01T00:00:00Z","metadata":{}}"""
        .formatted(text);
  }

  @AfterEach
  void close() throws Exception {
    for (var each : opened) {
      each.close();
    }
    desk.service.close();
    redis.close();
  }

  private void store(String prefix, String id, String text) {
    redis.call("SET", prefix + id, value(text));
  }

  private ConnectionProfile other(String id, ProfileMarks marks) {
    return new ConnectionProfile(id, "Other", redis.profile().target(), id + ":", marks);
  }

  private CopyModel model(ConnectionProfile... targets) {
    var opener = new RedisStoreOpener(folder, InstantSource.system(), null);
    var from = opener.open(redis.profile(), ProfileSecrets.NONE);
    opened.add(from);
    return new CopyModel(
        desk.service,
        new Copier(desk.service, new SessionJson(), InstantSource.system()),
        CopyEnd.of(from, desk.service),
        new CopyModel.Profiles(
            List.of(targets), ConnectionProfile::name, opener, _ -> ProfileSecrets.NONE),
        new ExportScope(2, 0, List::of, SessionQuery.ALL, 0),
        ExportScope.What.ALL,
        test.ui());
  }

  @Test
  @DisplayName("Production is copied to only after its name was typed; a no changes nothing")
  void productionAsksForItsName() {
    store("persistent_session:", "a", "one");
    var marks = new ProfileMarks(Deployment.PRODUCTION, ProfileMarks.Colour.AUTOMATIC, false);
    var model = model(other("prod", marks));
    test.dialogs().answer(false);
    model.look();
    model.start(() -> {});
    assertThat(test.dialogs().confirmations())
        .singleElement()
        .satisfies(question -> assertThat(question.typed()).isEqualTo("Other"));
    assertThat(redis.call("EXISTS", "prod:a")).contains("0");
    test.dialogs().answer(true);
    model.start(() -> {});
    assertThat(redis.call("EXISTS", "prod:a")).contains("1");
  }

  @Test
  void aReadOnlyTarget_andTheVeryStore_areRefused_withTheReason() {
    var readOnly =
        other("ro", new ProfileMarks(Deployment.TEST, ProfileMarks.Colour.AUTOMATIC, true));
    var same = redis.profile().copy("same", "Same");
    var model = model(readOnly, same);
    assertThat(model.toProperty().get()).as("nothing is proposed").isNull();
    for (var refused : List.of(readOnly, same)) {
      model.toProperty().set(refused);
      assertThat(model.targetFault().get()).isNotEmpty();
      assertThat(model.lookable().get()).isFalse();
      model.look();
      assertThat(model.review().planProperty().get()).isNull();
    }
  }

  @Test
  void aRateIsAWholeNumber_orNothing() {
    var model = model(other("b", ProfileMarks.NONE));
    for (var bad : List.of("0", "-1", "1.5", "many", "99999999")) {
      model.rateProperty().set(bad);
      assertThat(model.rateFault().get()).as(bad).isNotEmpty();
      assertThat(model.lookable().get()).as(bad).isFalse();
    }
    model.rateProperty().set(" 500 ");
    assertThat(model.lookable().get()).isTrue();
  }

  @Test
  void anotherChoiceForgetsWhatWasFound() {
    store("persistent_session:", "a", "one");
    var model = model(other("b", ProfileMarks.NONE));
    model.look();
    assertThat(model.doable(Objects.requireNonNull(model.review().planProperty().get()))).isTrue();
    model.policyProperty().set(ImportPolicy.OVERWRITE);
    assertThat(model.review().planProperty().get()).isNull();
    assertThat(model.review().planProperty().get()).isNull();
    model.start(() -> {});
    assertThat(redis.call("EXISTS", "b:a")).contains("0");
  }

  @Test
  @DisplayName("What is replaced is asked for, and what the target has by then is compared again")
  void replacingAsks_andTheReportSaysWhatWasCompared() {
    store("persistent_session:", "a", "one");
    store("persistent_session:", "b", "two");
    store("b:", "a", "older");
    var model = model(other("b", ProfileMarks.NONE));
    model.policyProperty().set(ImportPolicy.OVERWRITE);
    model.look();
    model.start(() -> {});
    assertThat(test.dialogs().confirmations()).hasSize(1);
    assertThat(redis.call("GET", "b:a")).contains("one");
    assertThat(test.ui().notices().shown())
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.level()).isEqualTo(Notices.Level.SUCCESS);
              assertThat(notice.text()).contains("2 sessions", "Other");
            });
  }

  @Test
  void aStoreThatIsNotThere_isSaid_andNothingIsChanged() {
    store("persistent_session:", "a", "one");
    var gone = RedisServer.stopped();
    opened.add(gone);
    var model = model(gone.profile().copy("gone", "Gone"));
    model.look();
    var problem = model.review().problemProperty().get();
    assertThat(problem).isNotNull();
    assertThat(problem.code()).isEqualTo("SD-530");
    assertThat(problem.meaning()).isEqualTo("Nothing was changed.");
  }
}
