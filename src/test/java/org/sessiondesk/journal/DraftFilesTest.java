package org.sessiondesk.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sessiondesk.journal.JournalSamples.JSON;
import static org.sessiondesk.journal.JournalSamples.STAGING;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sessiondesk.session.DraftStore.KeptDraft;
import org.sessiondesk.session.Json;
import org.sessiondesk.session.SessionId;
import org.sessiondesk.session.StoreName;
import org.sessiondesk.testing.MutableClock;

/** Drafts on disk: each belongs to one session in one store. */
class DraftFilesTest {
  @TempDir Path folder;
  private final MutableClock clock = MutableClock.somewhen();
  private final SessionId id = new SessionId("s 1\udc80");
  private final Json.Obj draft = new Json.Obj(Map.of("text", new Json.Str("你好\n\"x\"")));

  private DraftFiles drafts() {
    return new DraftFiles(folder.resolve("drafts"), JSON, clock);
  }

  @Test
  void draftIsFoundAgainUntilItIsRemoved() {
    drafts().keep(STAGING, id, Json.EMPTY);
    drafts().keep(STAGING, id, draft);

    assertThat(drafts().find(STAGING, id)).contains(new KeptDraft(clock.instant(), draft));
    drafts().remove(STAGING, id);
    assertThat(drafts().find(STAGING, id)).isEmpty();
  }

  @Test
  void draftBelongsToItsSessionInItsStore() {
    drafts().keep(STAGING, id, draft);

    assertThat(drafts().find(STAGING, new SessionId("s 1"))).isEmpty();
    assertThat(drafts().find(StoreName.MEMORY, id)).isEmpty();
    assertThat(drafts().find(new StoreName("p1", "Staging", "redis://other p:"), id)).isEmpty();
    assertThat(drafts().find(new StoreName("p1", "renamed", STAGING.place()), id)).isPresent();
  }

  @Test
  void draftThatCannotBeReadIsLeftAlone() throws Exception {
    drafts().keep(STAGING, id, draft);
    try (var files = Files.list(folder.resolve("drafts"))) {
      Files.writeString(files.findFirst().orElseThrow(), "{\"time\": ");
    }

    assertThat(drafts().find(STAGING, id)).isEmpty();
    assertThat(folder.resolve("drafts")).isNotEmptyDirectory();
  }

  @Test
  void onlySoManyAreKept() throws Exception {
    for (int i = 0; i < DraftFiles.MOST + 5; i++) {
      drafts().keep(STAGING, new SessionId("s" + i), draft);
    }

    try (var files = Files.list(folder.resolve("drafts"))) {
      assertThat(files).hasSize(DraftFiles.MOST);
    }
  }
}
