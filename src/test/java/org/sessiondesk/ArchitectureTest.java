package org.sessiondesk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sessiondesk.session.Session;

/** The layering of the design, as rules: what each room may see, and why. */
class ArchitectureTest {
  private static final String ROOT = "org.sessiondesk.";
  private static final String CORE_SESSION = ROOT + "session..";
  private static final String CORE_CONNECTION = ROOT + "connection..";
  private static final String SLF4J = "org.slf4j..";
  private static final String JAVAFX = "javafx..";

  private static final JavaClasses PROGRAM =
      new ClassFileImporter()
          .importUrl(Session.class.getProtectionDomain().getCodeSource().getLocation());

  @BeforeAll
  static void thereIsAProgramToLookAt() {
    org.assertj.core.api.Assertions.assertThat(PROGRAM).hasSizeGreaterThan(100);
  }

  private static ArchRule room(String name, String because, String... mayAlsoSee) {
    var allowed =
        new ArrayList<>(List.of("java..", "javax.net..", "org.jspecify..", ROOT + name + ".."));
    allowed.addAll(List.of(mayAlsoSee));
    return classes()
        .that()
        .resideInAPackage(ROOT + name + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed.toArray(String[]::new))
        .because(because)
        .allowEmptyShould(true);
  }

  @Test
  void coreKnowsNothingButTheJdk() {
    var because = "the core knows no screen, no Redis and no library: everything else knows it";
    room("session", because).check(PROGRAM);
    room("connection", because, CORE_SESSION).check(PROGRAM);
  }

  @Test
  void serviceKnowsOnlyTheCore() {
    room("service", "the rules are the same whatever store or face there is", core(SLF4J))
        .check(PROGRAM);
  }

  @Test
  void implementationsKnowTheCoreAndTheirLibrary() {
    room("memory", "memory needs no library", core(SLF4J)).check(PROGRAM);
    room("text", "texts are cut by ICU", core("com.ibm.icu..", SLF4J)).check(PROGRAM);
    room("json", "one reader and writer of JSON, by Jackson (decision 1)", core("tools.jackson.."))
        .check(PROGRAM);
    room(
            "redis",
            "Lettuce and the shipped Redis appear here and nowhere else",
            core(
                ROOT + "json..",
                "io.lettuce..",
                "io.netty..",
                "reactor..",
                "org.reactivestreams..",
                "tools.jackson..",
                "redis.embedded..",
                SLF4J))
        .check(PROGRAM);
    room(
            "settings",
            "settings read the environment, a file through the core's JsonFormat, and the keychain",
            core("com.github.javakeyring..", SLF4J))
        .check(PROGRAM);
  }

  @Test
  void facesUseTheServiceAndNoStore() {
    room(
            "api",
            "HTTP speaks to the service, as the window does",
            core(ROOT + "service..", ROOT + "json..", "io.helidon..", "tools.jackson..", SLF4J))
        .check(PROGRAM);
    room(
            "ui",
            "views know no I/O",
            core(
                ROOT + "service..",
                ROOT + "settings..",
                JAVAFX,
                "atlantafx..",
                "org.controlsfx..",
                "org.kordamp.ikonli..",
                SLF4J))
        .check(PROGRAM);
  }

  @Test
  void partsOfTheWindowDoNotSeeEachOther() {
    slices()
        .matching(ROOT + "ui.(*)..")
        .namingSlices("part $1")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(
            com.tngtech.archunit.base.DescribedPredicate.alwaysTrue(),
            com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage(
                ROOT + "ui.fx..", ROOT + "ui.action.."))
        .ignoreDependency(
            com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage(
                ROOT + "ui.main.."),
            com.tngtech.archunit.base.DescribedPredicate.alwaysTrue())
        .because("main assembles them; they share only fx and action")
        .check(PROGRAM);
  }

  @Test
  void modelsHaveNoNode() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "ui..")
        .and()
        .haveSimpleNameEndingWith("Model")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("javafx.scene..", "javafx.stage..")
        .because("a model is tested without a window")
        .check(PROGRAM);
  }

  @Test
  void roomsFormNoCycle() {
    slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(PROGRAM);
    slices().matching(ROOT + "ui.(*)..").should().beFreeOfCycles().check(PROGRAM);
  }

  @Test
  void environmentIsReadInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "settings..")
        .should()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "getenv")
        .because("what the environment says is checked and logged once")
        .check(PROGRAM);
  }

  @Test
  void nobodySleepsAndOnlyTheEntryEndsTheProcess() {
    noClasses()
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", java.time.Duration.class)
        .because("one waits for something that happens, not for time to pass")
        .check(PROGRAM);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(ROOT + "app.Main")
        .should()
        .callMethod(System.class, "exit", int.class)
        .because("whoever ends the process skips everybody else's closing")
        .check(PROGRAM);
  }

  @Test
  void nothingStaticCanChange() {
    fields()
        .that()
        .areStatic()
        .should()
        .beFinal()
        .because("what is shared by everybody belongs to nobody")
        .check(PROGRAM);
  }

  private static String[] core(String... more) {
    var all = new ArrayList<>(List.of(CORE_SESSION, CORE_CONNECTION));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
