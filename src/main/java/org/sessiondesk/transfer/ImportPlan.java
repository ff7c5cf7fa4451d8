package org.sessiondesk.transfer;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a check found: a whole and sound file, what is in it beside what is stored, and so what an
 * import would do. Nothing was changed. It keeps a byte for each line, and 16 for each entry that
 * would replace something.
 */
public final class ImportPlan {
  private final ImportRequest request;
  private final FileStamp stamp;
  private final @Nullable Manifest manifest;
  private final Decisions decisions;
  private final Map<Decision, Tally> tallies;

  ImportPlan(
      ImportRequest request,
      FileStamp stamp,
      @Nullable Manifest manifest,
      Decisions decisions,
      Map<Decision, Tally> tallies) {
    this.request = request;
    this.stamp = stamp;
    this.manifest = manifest;
    this.decisions = decisions;
    this.tallies = new EnumMap<>(tallies);
  }

  /** What was asked for. */
  public ImportRequest request() {
    return request;
  }

  /** Where the sessions come from, or null where the file does not say. */
  public @Nullable ArchiveSource source() {
    return manifest == null ? null : manifest.source();
  }

  /** How many entries are to be treated so, and the first of them. */
  public Tally of(Decision decision) {
    return tallies.getOrDefault(decision, Tally.NONE);
  }

  /** How many lines there are of a group. */
  public long count(Decision.Finding finding) {
    return tallies.entrySet().stream()
        .filter(tally -> tally.getKey().finding() == finding)
        .mapToLong(tally -> tally.getValue().count())
        .sum();
  }

  /** How many lines there are, empty ones left out. */
  public long lines() {
    return tallies.values().stream().mapToLong(Tally::count).sum();
  }

  /** How many values an import would store. */
  public long writes() {
    return tallies.entrySet().stream()
        .filter(tally -> tally.getKey().writes())
        .mapToLong(tally -> tally.getValue().count())
        .sum();
  }

  /** Whether nothing is imported, because lines are broken and that was asked for. */
  public boolean refused() {
    return request.refuseBroken() && of(Decision.BROKEN).count() > 0;
  }

  FileStamp stamp() {
    return stamp;
  }

  Decisions decisions() {
    return decisions;
  }
}
