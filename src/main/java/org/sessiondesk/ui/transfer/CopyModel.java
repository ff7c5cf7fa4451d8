package org.sessiondesk.ui.transfer;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import org.sessiondesk.connection.ConnectionProfile;
import org.sessiondesk.connection.Deployment;
import org.sessiondesk.connection.ProfileSecrets;
import org.sessiondesk.connection.StoreOpener;
import org.sessiondesk.service.SessionService;
import org.sessiondesk.session.Progress;
import org.sessiondesk.session.StoreException;
import org.sessiondesk.transfer.Copier;
import org.sessiondesk.transfer.CopyEnd;
import org.sessiondesk.transfer.CopyPlan;
import org.sessiondesk.transfer.CopyRequest;
import org.sessiondesk.transfer.Decision;
import org.sessiondesk.transfer.ImportPolicy;
import org.sessiondesk.ui.fx.Dialogs;
import org.sessiondesk.ui.fx.JobReport.Ending;
import org.sessiondesk.ui.fx.Notices;
import org.sessiondesk.ui.fx.Ui;
import org.sessiondesk.ui.transfer.ExportScope.What;

/**
 * What is to be copied from the store that is connected to that of another profile: both are
 * compared first, then it is said what would happen. Another choice wants another comparison.
 * Window's thread only.
 */
public final class CopyModel implements LookThenDo<CopyPlan> {
  private final SessionService service;
  private final Copier copier;
  private final CopyEnd from;
  private final Profiles profiles;
  private final ExportScope scope;
  private final Ui ui;
  private final TransferWords words;
  private final CopyWords reports;
  private final Review<CopyPlan> review;
  private final ObjectProperty<@Nullable ConnectionProfile> to =
      new SimpleObjectProperty<>(this, "to");
  private final ObjectProperty<What> what = new SimpleObjectProperty<>(this, "what");
  private final ObjectProperty<ImportPolicy> policy =
      new SimpleObjectProperty<>(this, "policy", ImportPolicy.SKIP);
  private final BooleanProperty unreadable = new SimpleBooleanProperty(this, "unreadable");
  private final StringProperty rate = new SimpleStringProperty(this, "rate", "");
  private @Nullable CopyTarget target;

  /**
   * The stores that can be copied to, and how they are reached.
   *
   * @param all their profiles
   * @param nameOf what each is called
   * @param opener opens them
   * @param secrets finds what opening them needs; blocks
   */
  public record Profiles(
      List<ConnectionProfile> all,
      Function<ConnectionProfile, String> nameOf,
      StoreOpener opener,
      Function<ConnectionProfile, ProfileSecrets> secrets) {
    public Profiles {
      all = List.copyOf(all);
    }
  }

  /**
   * Makes the model.
   *
   * @param service writes down what is stored
   * @param from the store that is copied from
   * @param scope what there is
   * @param preferred what is proposed
   */
  public CopyModel(
      SessionService service,
      Copier copier,
      CopyEnd from,
      Profiles profiles,
      ExportScope scope,
      What preferred,
      Ui ui) {
    this.service = service;
    this.copier = copier;
    this.from = from;
    this.profiles = profiles;
    this.scope = scope;
    this.ui = ui;
    words = new TransferWords(ui);
    reports = new CopyWords(words, ui);
    review = new Review<>(ui, failure -> words.problem(failure, "transfer.copy.unchanged"));
    what.set(scope.count(preferred) == 0 ? What.ALL : preferred);
    targets().stream().filter(each -> faultOf(each).isEmpty()).findFirst().ifPresent(to::set);
    for (var choice : new Observable[] {to, what, policy, unreadable, rate}) {
      choice.addListener(_ -> close());
    }
  }

  /** The store that is copied from, as people call it. */
  String from() {
    return nameOf(from.profile());
  }

  /** What {@code profile} is called. */
  String nameOf(ConnectionProfile profile) {
    return profiles.nameOf().apply(profile);
  }

  /** The profiles that can be chosen. */
  List<ConnectionProfile> targets() {
    return profiles.all().stream().filter(each -> !each.id().equals(from.profile().id())).toList();
  }

  /** Where it is copied to; null while nothing is chosen. */
  public ObjectProperty<@Nullable ConnectionProfile> toProperty() {
    return to;
  }

  /** Which sessions. */
  public ObjectProperty<What> whatProperty() {
    return what;
  }

  /** What becomes of what is stored there already. */
  public ObjectProperty<ImportPolicy> policyProperty() {
    return policy;
  }

  /** Whether values that cannot be read are copied, too. */
  public BooleanProperty unreadableProperty() {
    return unreadable;
  }

  /** How many are stored each second at most, as it is typed; empty for as many as may be. */
  public StringProperty rateProperty() {
    return rate;
  }

  /** The comparison: what it found, or why it failed. */
  @Override
  public Review<CopyPlan> review() {
    return review;
  }

  /** How many sessions {@code which} are. */
  long count(What which) {
    return scope.count(which);
  }

  /** Why nothing can be copied there, in a sentence; empty where it can. */
  StringBinding targetFault() {
    return Bindings.createStringBinding(
        () -> {
          var chosen = to.get();
          var key = chosen == null ? "transfer.copy.nowhere" : faultOf(chosen).orElse("");
          return key.isEmpty() ? "" : ui.messages().get(key);
        },
        to,
        ui.messages().localeProperty());
  }

  private Optional<String> faultOf(ConnectionProfile profile) {
    if (profile.target().equals(from.profile().target())
        && profile.keyPrefix().equals(from.profile().keyPrefix())) {
      return Optional.of("transfer.copy.same");
    }
    return profile.marks().readOnly() ? Optional.of("transfer.copy.readonly") : Optional.empty();
  }

  /** What is wrong with the rate; empty where nothing is. */
  StringBinding rateFault() {
    return Bindings.createStringBinding(
        () -> perSecond().isPresent() ? "" : ui.messages().get("transfer.copy.rate.bad"),
        rate,
        ui.messages().localeProperty());
  }

  private Optional<Integer> perSecond() {
    var text = rate.get().strip();
    if (text.isEmpty()) {
      return Optional.of(0);
    }
    return text.matches("[1-9][0-9]{0,6}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  @Override
  public BooleanBinding lookable() {
    return Bindings.createBooleanBinding(
        () -> {
          var chosen = to.get();
          return chosen != null
              && faultOf(chosen).isEmpty()
              && perSecond().isPresent()
              && !review.lookingProperty().get();
        },
        to,
        rate,
        review.lookingProperty());
  }

  @Override
  public boolean doable(CopyPlan plan) {
    return plan.writes() > 0;
  }

  @Override
  public long size(CopyPlan plan) {
    return plan.writes();
  }

  @Override
  public ObservableValue<String> verdict(CopyPlan plan) {
    return reports.verdict(plan);
  }

  @Override
  public List<ObservableValue<String>> lines(CopyPlan plan) {
    return reports.plan(plan);
  }

  /** Forgets what was found, and leaves the store that it was found in. */
  @Override
  public void close() {
    review.forget();
    var left = target;
    target = null;
    if (left != null) {
      ui.background()
          .task(
              () -> {
                left.close();
                return true;
              })
          .start();
    }
  }

  /** Compares both stores. Changes nothing. */
  @Override
  public void look() {
    close();
    var chosen = to.get();
    var perSecond = perSecond();
    if (chosen == null || faultOf(chosen).isPresent() || perSecond.isEmpty()) {
      return;
    }
    var opened =
        new CopyTarget(service, profiles.opener(), chosen, () -> profiles.secrets().apply(chosen));
    target = opened;
    var selection = scope.selection(what.get());
    var rule = policy.get();
    boolean all = unreadable.get();
    review.begin(
        p ->
            copier.check(
                new CopyRequest(from, opened.open(), selection.get(), rule, all, perSecond.get()),
                p));
  }

  /**
   * Does what the comparison found, after a question where that replaces sessions or the store is a
   * production one, and compares again.
   *
   * @param begun is called where it has begun
   */
  @Override
  public void start(Runnable begun) {
    var plan = review.planProperty().get();
    var opened = target;
    if (plan == null || opened == null || plan.writes() == 0 || !confirmed(plan)) {
      return;
    }
    target = null; // The job closes it.
    var name = nameOf(plan.request().to().profile());
    ui.background()
        .<CopyWords.Result>job(
            "transfer.copy.job",
            p -> {
              try (opened) {
                return run(plan, p);
              }
            },
            from(),
            name)
        .pausable()
        .reporting(
            result -> reports.report(from(), name, result),
            failure -> words.failed(failure, "transfer.copy.partly"))
        .onSuccess(
            result -> {
              var report = reports.report(from(), name, result);
              var level =
                  report.ending() == Ending.WHOLE ? Notices.Level.SUCCESS : Notices.Level.WARNING;
              ui.notices().show(level, report.summary().getValue());
            })
        .onFailure(failure -> ui.dialogs().show(words.problem(failure, "transfer.copy.partly")))
        .start();
    begun.run();
  }

  private CopyWords.Result run(CopyPlan plan, Progress progress) {
    var report = copier.run(plan, progress);
    if (report.failure() != null || progress.cancelled()) {
      return new CopyWords.Result(report, null, null);
    }
    try {
      return new CopyWords.Result(report, copier.verify(plan, progress), null);
    } catch (StoreException e) {
      return new CopyWords.Result(report, null, e);
    }
  }

  private boolean confirmed(CopyPlan plan) {
    long replaced = plan.of(Decision.REPLACE).count();
    var profile = plan.request().to().profile();
    boolean production = profile.marks().deployment() == Deployment.PRODUCTION;
    if (replaced == 0 && !production) {
      return true;
    }
    var messages = ui.messages();
    var name = nameOf(profile);
    return ui.dialogs()
        .confirm(
            new Dialogs.Confirmation(
                messages.get("transfer.copy.confirm.title", plan.writes(), name),
                messages.get("transfer.copy.confirm.text", replaced),
                messages.get("transfer.copy.confirm.button", plan.writes()),
                true,
                production ? name : null));
  }
}
