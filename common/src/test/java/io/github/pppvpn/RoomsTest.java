package io.github.pppvpn;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.pppvpn.plugin.Runner;
import io.github.pppvpn.plugin.SystemProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who may use whom in this module. Rooms that are not built yet are ruled from their first class.
 */
class RoomsTest {
  private static final String ROOT = "io.github.pppvpn.";
  private static final String JDK = "java..";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/testkit/"))
          .importPackages("io.github.pppvpn");

  @Test
  void everyClassIsInARoom() {
    assertTrue(CLASSES.contain(Runner.class));
    classes()
        .should()
        .resideInAnyPackage(rooms("plugin", "wire", "log", "host", "session", "pool", "state"))
        .check(CLASSES);
  }

  @ParameterizedTest
  @CsvSource({"host, ''", "state, ''", "session, host log", "pool, host session"})
  void roomUsesTheJdkAndTheRoomsBelowIt(String room, String below) {
    List<String> allowed = new ArrayList<>(List.of(JDK, ROOT + room + ".."));
    for (String other : below.split(" ", -1)) {
      if (!other.isEmpty()) {
        allowed.add(ROOT + other + "..");
      }
    }
    onlyUses(room, allowed);
  }

  @Test
  void logReadsTheJournalsJsonToo() {
    onlyUses("log", List.of(JDK, ROOT + "log..", ROOT + "host..", "com.google.gson.."));
  }

  @Test
  void pluginKnowsNothingOfVpns() {
    onlyUses(
        "plugin", List.of(JDK, ROOT + "plugin..", "com.google.gson..", "io.prometheus.metrics.."));
  }

  @Test
  void wireIsValuesAndBytesOnly() {
    onlyUses(
        "wire",
        List.of(
            ROOT + "wire..",
            "java.lang",
            "java.lang.invoke",
            "java.lang.runtime",
            "java.util",
            "java.util.function",
            "java.nio",
            "java.nio.charset",
            // The MD5 of L2TP's tunnel authentication.
            "java.security"));
    noClasses()
        .that()
        .resideInAPackage(ROOT + "wire..")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(
            Thread.class, Process.class, ProcessBuilder.class, Runtime.class, ClassLoader.class)
        .check(CLASSES);
    Set<String> harmless = Set.of("arraycopy", "identityHashCode", "lineSeparator");
    for (JavaAccess<?> access : accessesTo(System.class)) {
      assertTrue(
          !access.getOriginOwner().getPackageName().startsWith(ROOT + "wire")
              || harmless.contains(access.getTarget().getName()),
          access.getDescription());
    }
  }

  @Test
  void protocolsDoNotUseEachOther() {
    slices()
        .matching(ROOT + "wire.(*)..")
        .should()
        .notDependOnEachOther()
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void processEndsInOnePlace() {
    String here = SystemProcess.class.getName();
    assertEquals(Set.of(), callersOf(System.class, "exit"));
    assertEquals(Set.of(), callersOf(Runtime.class, "exit"));
    Set<String> halting = callersOf(Runtime.class, "halt");
    assertEquals(Set.of(here + ".halt"), halting);
  }

  @Test
  void nothingStaticChanges() {
    fields().that().areStatic().should().beFinal().check(CLASSES);
  }

  private static void onlyUses(String room, List<String> packages) {
    classes()
        .that()
        .resideInAPackage(ROOT + room + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(packages.toArray(new String[0]))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  private static String[] rooms(String... names) {
    String[] packages = new String[names.length];
    for (int i = 0; i < names.length; i++) {
      packages[i] = ROOT + names[i] + "..";
    }
    return packages;
  }

  private static Set<String> callersOf(Class<?> owner, String method) {
    Set<String> callers = new TreeSet<>();
    for (JavaAccess<?> access : accessesTo(owner)) {
      if (access.getTarget().getName().equals(method)) {
        callers.add(access.getOriginOwner().getName() + "." + access.getOrigin().getName());
      }
    }
    return callers;
  }

  private static List<JavaAccess<?>> accessesTo(Class<?> owner) {
    List<JavaAccess<?>> accesses = new ArrayList<>();
    for (JavaClass origin : CLASSES) {
      for (JavaAccess<?> access : origin.getAccessesFromSelf()) {
        if (access.getTargetOwner().isEquivalentTo(owner)) {
          accesses.add(access);
        }
      }
    }
    return accesses;
  }
}
