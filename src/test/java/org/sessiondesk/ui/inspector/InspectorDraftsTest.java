package org.sessiondesk.ui.inspector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.journal.DraftFiles;
import org.sessiondesk.json.JacksonJson;
import org.sessiondesk.memory.MemorySessionStore;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.DraftStore;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.NewSession;
import org.sessiondesk.session.Session;
import org.sessiondesk.session.StoreName;
import org.sessiondesk.session.StoredSession;
import org.sessiondesk.text.VoiceCatalog;
import org.sessiondesk.ui.action.SessionActions;
import org.sessiondesk.ui.testing.StillConnection;
import org.sessiondesk.ui.testing.StoredSessions;
import org.sessiondesk.ui.testing.TestJournal;
import org.sessiondesk.ui.testing.TestUi;

/** Edits that are not saved yet survive the end of the program, each for its own session. */
class InspectorDraftsTest {
  @TempDir Path folder;
  private final TestUi test = TestUi.inline(Locale.ENGLISH);
  private final StoredSessions persistent = new StoredSessions();
  private final TestJournal journal = TestJournal.make(test.clock());
  private final SessionService service =
      new SessionService(
          new MemorySessionStore(test.clock()),
          StillConnection.to(persistent),
          (_, _) -> List.of(),
          () -> Duration.ofHours(1),
          test.clock(),
          journal.journal());

  @AfterEach
  void close() {
    service.close();
  }

  private DraftStore drafts() {
    return new DraftFiles(folder, new JacksonJson(), test.clock());
  }

  /** The inspector of a program that has just been started. */
  private InspectorModel started() {
    return new InspectorModel(
        service,
        new SessionActions(service, test.ui()),
        new JacksonJson(),
        new VoiceCatalog(),
        Silence.of(test.ui()),
        drafts(),
        test.ui());
  }

  private Session create(String text, boolean kept) {
    return service
        .create(new NewSession(text, "zh-CN-XiaoxiaoNeural", null, kept, null, Json.EMPTY))
        .session();
  }

  /** A program in which somebody writes, and which is killed a second later. */
  private void writeAndEnd(Session session, String text) {
    var model = started();
    model.show(session.id());
    model.draft().textProperty().set(text);
    test.pass(Duration.ofSeconds(1));
    model.drafts().close();
  }

  @Test
  void editsAreOfferedAgainAfterARestartAndGoneOnceSaved() {
    var session = create("old", true);
    writeAndEnd(session, "written");

    var model = started();
    model.show(session.id());
    assertThat(model.drafts().foundProperty().get()).isNotNull();
    assertThat(model.draft().textProperty().get()).as("nothing by itself").isEqualTo("old");
    model.takeUpDraft();
    assertThat(model.draft().textProperty().get()).isEqualTo("written");
    assertThat(model.dirtyProperty().get()).isTrue();
    model.save();

    assertThat(stored(session)).isEqualTo("written");
    var again = started();
    again.show(session.id());
    assertThat(again.drafts().foundProperty().get()).isNull();
  }

  private String stored(Session session) {
    return ((StoredSession) service.open(session.id()).orElseThrow()).session().text();
  }

  @Test
  void discardedAndRevertedEditsAreForgotten() {
    var session = create("old", false);
    writeAndEnd(session, "written");
    var model = started();
    model.show(session.id());
    model.drafts().discard();

    var second = started();
    second.show(session.id());
    assertThat(second.drafts().foundProperty().get()).isNull();
    second.draft().textProperty().set("again");
    test.pass(Duration.ofSeconds(1));
    assertThat(drafts().find(StoreName.MEMORY, session.id())).isPresent();
    second.revert();
    assertThat(drafts().find(StoreName.MEMORY, session.id())).isEmpty();
  }

  @Test
  @DisplayName("edits of an old state are compared with what is stored now, never put over it")
  void editsOfAnOldStateAreCompared() {
    var session = create("old", true);
    writeAndEnd(session, "written");
    var now = (StoredSession) service.open(session.id()).orElseThrow();
    service.update(now, now.session().withText("somebody else's"));

    var model = started();
    model.show(session.id());
    model.takeUpDraft();

    var merge = model.mergeProperty().get();
    assertThat(merge).isNotNull();
    assertThat(merge.base().text()).isEqualTo("old");
    assertThat(merge.mine().text()).isEqualTo("written");
    assertThat(merge.theirs().session().text()).isEqualTo("somebody else's");
    assertThat(stored(session)).isEqualTo("somebody else's");
  }

  @Test
  void editsOfOneSessionAreNeverOfferedForAnother() {
    var session = create("old", true);
    var other = create("other", true);
    writeAndEnd(session, "written");

    var model = started();
    model.show(other.id());
    assertThat(model.drafts().foundProperty().get()).isNull();
    model.show(session.id());
    assertThat(model.drafts().foundProperty().get()).isNotNull();
    model.show(other.id());
    assertThat(model.drafts().foundProperty().get()).isNull();
    model.takeUpDraft();
    assertThat(model.draft().textProperty().get()).isEqualTo("other");
  }

  @Test
  void draftThatWasSavedAfterAllIsNotOffered() {
    var session = create("old", true);
    writeAndEnd(session, "written");
    var now = (StoredSession) service.open(session.id()).orElseThrow();
    service.update(now, now.session().withText("written"));

    var model = started();
    model.show(session.id());

    assertThat(model.drafts().foundProperty().get()).isNull();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  @DisplayName("ending the program in good order keeps what is not saved yet")
  void closingKeepsTheDraft() {
    var session = create("old", true);
    var model = started();
    model.show(session.id());
    model.draft().textProperty().set("written");
    test.pass(Duration.ofSeconds(1));
    model.close();

    var again = started();
    again.show(session.id());
    assertThat(again.drafts().foundProperty().get()).isNotNull();
  }
}
