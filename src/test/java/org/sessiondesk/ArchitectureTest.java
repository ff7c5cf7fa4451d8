package org.sessiondesk;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sessiondesk.session.Session;

/** The design's table of rooms: which package may know of what, and why. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {
  private static final String ROOT = "org.sessiondesk.";
  private static final String[] CORE = {ROOT + "session", ROOT + "connection"};
  private static final String[] SCREEN = {"javafx..", "atlantafx..", "org.kordamp.ikonli.."};
  private static final Set<String> SHARED_UI = Set.of("fx", "action", "main");
  private static final String JOBS_PART = "transfer";

  private JavaClasses program = new ClassFileImporter().importClasses(Session.class);

  @BeforeAll
  void readTheProgramsClasses() throws URISyntaxException {
    var place = Session.class.getProtectionDomain().getCodeSource().getLocation();
    program = new ClassFileImporter().importPath(Path.of(place.toURI()));
    assertThat(program).as("classes of the program").hasSizeGreaterThan(100);
  }

  /** What a package may know of besides itself, the JDK and JSpecify. */
  record Room(String name, String reason, List<String> mayKnow) {

    static Room of(String name, String reason, String[]... mayKnow) {
      var all = new ArrayList<String>();
      for (var some : mayKnow) {
        all.addAll(List.of(some));
      }
      return new Room(name, reason, all);
    }

    ArchRule rule() {
      var allowed = new ArrayList<>(mayKnow);
      allowed.addAll(List.of(ROOT + name, "java..", "javax.net.ssl..", "org.jspecify.annotations"));
      return classes()
          .that()
          .resideInAPackage(ROOT + name)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(allowed.toArray(String[]::new))
                  .or(describe("are primitive", ArchitectureTest::isPrimitive)))
          .because(reason)
          .allowEmptyShould(true);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static boolean isPrimitive(JavaClass type) {
    return type.getBaseComponentType().isPrimitive();
  }

  private static String[] these(String... names) {
    return names;
  }

  private static String[] rooms(String... names) {
    var full = new String[names.length];
    for (int i = 0; i < names.length; i++) {
      full[i] = ROOT + names[i];
    }
    return full;
  }

  static List<Room> roomsOfTheHouse() {
    return List.of(
        Room.of("session", "the core outlives every library"),
        Room.of("connection", "the core outlives every library", rooms("session")),
        Room.of("service", "rules need no screen, no HTTP and no Redis", CORE, these("org.slf4j")),
        Room.of(
            "memory", "keeping temporary sessions needs the core only", CORE, these("org.slf4j")),
        Room.of(
            "text",
            "cutting texts needs the core and ICU only",
            CORE,
            these("com.ibm.icu..", "org.slf4j")),
        Room.of(
            "speech",
            "a speech engine needs the core and Java's sound",
            CORE,
            these("javax.sound.sampled")),
        Room.of("json", "decision 0001: the one room for JSON", CORE, these("tools.jackson..")),
        Room.of(
            "redis",
            "Redis' libraries stay in one room, behind the core's interfaces",
            CORE,
            rooms("json"),
            these("io.lettuce..", "io.netty..", "reactor..", "org.reactivestreams.."),
            these("tools.jackson..", "redis.embedded..", "org.slf4j"),
            // The ways to a Redis: an SSH tunnel, and the PEM files of our own certificate and key.
            these("org.apache.sshd..", "org.bouncycastle..", "javax.security.auth.x500")),
        Room.of(
            "settings",
            "settings are read without a screen, a Redis or a JSON library",
            CORE,
            these("com.github.javakeyring..", "org.slf4j"),
            // The file of secrets, where there is no keychain.
            these("javax.crypto..", "org.bouncycastle.crypto.generators")),
        Room.of(
            "journal",
            "what is written down on disk needs the core only, not those whose changes it is",
            CORE,
            these("org.slf4j")),
        Room.of(
            "api",
            "HTTP is a face: it asks the service and nobody else",
            CORE,
            rooms("service", "json"),
            these("io.helidon..", "tools.jackson..", "org.slf4j")),
        Room.of(
            "transfer",
            "jobs are a face: they ask the service, and never Redis by themselves",
            CORE,
            rooms("service", "json"),
            these("javax.crypto..", "org.bouncycastle.crypto.generators", "org.slf4j")),
        Room.of(
            "ui.fx",
            "what all screen parts share knows none of them",
            CORE,
            rooms("service", "settings"),
            SCREEN,
            // To save a chart as a picture.
            these("javax.imageio", "org.slf4j")),
        Room.of(
            "ui.action",
            "actions are shared by screen parts and know none of them",
            CORE,
            rooms("service", "settings", "ui.fx"),
            SCREEN,
            these("org.slf4j")),
        Room.of(
            "ui.main",
            "the window assembles its parts out of the core's and the service's interfaces",
            CORE,
            rooms("service", "settings", "ui.*"),
            SCREEN,
            these("org.controlsfx..", "org.slf4j")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("roomsOfTheHouse")
  @DisplayName("a package knows only what the design lets it know")
  void packageKnowsOnlyWhatItMay(Room room) {
    room.rule().check(program);
  }

  @Test
  void everyPackageHasARule() {
    var known = roomsOfTheHouse().stream().map(room -> ROOT + room.name()).toList();
    var unknown =
        program.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> !known.contains(name) && !name.startsWith(ROOT + "ui."))
            .filter(name -> !name.equals(ROOT + "app"))
            .distinct();

    assertThat(unknown).as("packages that no rule speaks of").isEmpty();
  }

  @Test
  @DisplayName("the parts of the window don't see each other; only main assembles them")
  void partsOfTheWindowDontSeeEachOther() {
    var parts = partsOfTheWindow();
    assertThat(parts).contains("table", JOBS_PART);
    for (var part : parts) {
      // The dialogs of jobs show what jobs ask for, find and report: values of transfer's own, of
      // which others would only be copies.
      var jobs = part.equals(JOBS_PART) ? rooms("transfer") : rooms();
      Room.of(
              "ui." + part,
              "a part can be changed without a look at the others: main assembles them",
              CORE,
              jobs,
              rooms("service", "settings", "speech", "ui.fx", "ui.action"),
              SCREEN,
              these("org.controlsfx..", "org.fxmisc..", "org.slf4j"))
          .rule()
          .check(program);
    }
  }

  private Set<String> partsOfTheWindow() {
    var prefix = ROOT + "ui.";
    return program.stream()
        .map(JavaClass::getPackageName)
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .filter(part -> !SHARED_UI.contains(part))
        .collect(Collectors.toSet());
  }

  @Test
  void modelsKnowNoNodes() {
    classes()
        .that()
        .resideInAPackage(ROOT + "ui..")
        .and()
        .haveSimpleNameEndingWith("Model")
        .should()
        .onlyDependOnClassesThat(not(resideInAnyPackage("javafx.scene..", "javafx.stage..")))
        .because("a model is tested without a window")
        .check(program);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices()
        .matching("org.sessiondesk.(*)..")
        .should()
        .beFreeOfCycles()
        .because("a package must be understood without those that use it")
        .check(program);
    slices()
        .matching("org.sessiondesk.ui.(*)..")
        .should()
        .beFreeOfCycles()
        .because("a part of the window must be understood without those that use it")
        .check(program);
  }

  @Test
  void onlyTheSettingsReadTheEnvironment() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "settings")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .because("whence a setting came can then be told, in one place")
        .check(program);
  }

  @Test
  void nobodyCallsThreadSleep() {
    noClasses()
        .should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", long.class, int.class)
        .orShould()
        .callMethod(Thread.class, "sleep", java.time.Duration.class)
        .because("waiting is done by waiting for something")
        .check(program);
  }

  @Test
  void onlyTheAppEndsTheProgram() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + "app")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .because("what is open must be closed first, and only the app knows all of it")
        .check(program);
  }

  @Test
  void staticFieldsAreFinal() {
    fields()
        .that()
        .areStatic()
        .should()
        .beFinal()
        .because("state that nobody owns cannot be tested or closed")
        .check(program);
  }
}
