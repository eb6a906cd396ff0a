package io.github.pppvpn.checks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.github.pppvpn.plugin.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may use whom among the commands: a package each, on top of common, beside each other. */
class RoomsTest {
  private static final String ROOT = "io.github.pppvpn.";
  private static final String CHECKS = ROOT + "checks.";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.github.pppvpn.checks");

  /**
   * What a package uses beside the JDK, the plugin room and itself. A new command stands here
   * first.
   */
  @ParameterizedTest
  @CsvSource({
    "net, ''",
    "control, 'checks.net wire.pptp'",
    "hosts, 'checks.net'",
    "pptp, 'checks.net checks.hosts checks.control wire.pptp'",
    "gre, 'checks.net checks.control wire wire.pptp wire.gre wire.ppp'",
    "l2tp, 'checks.net checks.hosts wire wire.l2tp'",
    "logs, 'host log.. state'",
    "auth, 'checks.logs host log.. pool state'",
    "pppd, 'checks.logs host log.. pool session state'",
    "sessions, 'checks.logs host log.. session pool state'",
    "pool, 'checks.sessions host session pool state'",
    "training, 'checks wire.pptp wire.l2tp'",
  })
  void commandUsesWhatItNeeds(String room, String others) {
    List<String> allowed =
        new ArrayList<>(List.of("java..", ROOT + "plugin..", CHECKS + room + ".."));
    for (String other : others.split(" ", -1)) {
      allowed.add(ROOT + other);
    }
    if (room.equals("gre")) {
      allowed.addAll(List.of("com.sun.jna..", "org.pcap4j.."));
    }
    classes()
        .that()
        .resideInAPackage(CHECKS + room + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed.toArray(new String[0]))
        .check(CLASSES);
  }

  @Test
  void everyPackageIsRuled() {
    Set<String> packages = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      packages.add(type.getPackageName());
    }
    Set<String> ruled = new TreeSet<>(Set.of(ROOT + "checks"));
    for (String room :
        List.of(
            "net",
            "control",
            "hosts",
            "pptp",
            "gre",
            "l2tp",
            "logs",
            "auth",
            "pppd",
            "sessions",
            "pool",
            "training")) {
      ruled.add(CHECKS + room);
    }
    assertEquals(ruled, packages);
  }

  @Test
  void packagesHaveNoCycles() {
    SlicesRuleDefinition.slices()
        .matching(CHECKS + "(*)..")
        .should()
        .beFreeOfCycles()
        .check(CLASSES);
  }

  /** A command shows one class to the outside: the rest is its own. */
  @Test
  void onlyTheCommandItselfIsPublicToMain() {
    classes()
        .that()
        .implement(Check.class)
        .and()
        .arePublic()
        .should()
        .haveSimpleNameStartingWith("Check")
        .orShould()
        .haveSimpleName("UnknownCommand")
        .check(CLASSES);
  }

  /** A protocol's state is driven with bytes and a clock that are handed in, so that tests can. */
  @ParameterizedTest
  @CsvSource({
    "gre.GreProbe",
    "gre.CallMeasuring",
    "gre.LcpLink",
    "gre.GreLink",
    "gre.ControlCall",
    "gre.EchoSeries",
    "gre.PathMtuEchoes",
    "gre.PathMtuSearch",
    "l2tp.TunnelSession",
    "pptp.ControlSession",
    "control.Opening"
  })
  void protocolsTouchNoSocketAndNoClock(String name) {
    noClasses()
        .that()
        .haveFullyQualifiedName(CHECKS + name)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.net..", "java.nio.file..", "java.nio.channels..", "java.io..", "com.sun.jna..")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }

  /** Only Runner judges, only one place ends the process: a command measures. */
  @Test
  void commandsNeitherJudgeNorEndTheProcess() {
    noClasses()
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .check(CLASSES);
  }

  @Test
  void nothingStaticChanges() {
    fields().that().areStatic().should().beFinal().check(CLASSES);
    methods()
        .that()
        .areStatic()
        .should()
        .notHaveModifier(com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED)
        .check(CLASSES);
  }
}
