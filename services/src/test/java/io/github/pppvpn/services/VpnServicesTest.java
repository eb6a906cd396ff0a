package io.github.pppvpn.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.checks.Commands;
import io.github.pppvpn.plugin.CommandSpec;
import io.github.pppvpn.plugin.MetricSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VpnServicesTest {
  @Test
  void namesAreUnique() {
    List<String> names =
        Stream.of(
                VpnServices.all().stream().map(Service::name),
                VpnServices.standard().stream().map(StandardService::name),
                VpnServices.handlers().stream().map(Handler::name))
            .flatMap(n -> n)
            .toList();
    assertEquals(names.size(), new HashSet<>(names).size(), names.toString());
  }

  @Test
  void everyCommandAnswersAService() {
    Set<String> used =
        VpnServices.all().stream()
            .map(service -> service.command().name())
            .collect(Collectors.toSet());
    Set<String> there =
        Commands.specs().stream().map(CommandSpec::name).collect(Collectors.toSet());
    assertEquals(there, used);
  }

  @Test
  void defaultsThatAreNotSaidAreThoseOfTheCommand() {
    for (Service service : VpnServices.all()) {
      for (Limit limit : service.limits()) {
        if (!limit.said()) {
          MetricSpec metric =
              service.command().metrics().stream()
                  .filter(m -> m.matches(limit.metric()))
                  .findFirst()
                  .orElseThrow();
          assertEquals(metric.warning(), limit.warning(), service.name());
          assertEquals(metric.critical(), limit.critical(), service.name());
        }
      }
    }
  }

  /** What a command judges by itself is in the table too, or switched off. */
  @Test
  void noDefaultIsForgotten() {
    for (Service service : VpnServices.all()) {
      if (service.place() == Place.SERVER) {
        for (MetricSpec metric : service.command().metrics()) {
          boolean has = !metric.warning().isEmpty() || !metric.critical().isEmpty();
          boolean told = service.limits().stream().anyMatch(l -> metric.matches(l.metric()));
          assertTrue(!has || told, service.name() + " says nothing of " + metric.name());
        }
      }
    }
  }

  /** Only then is the root seen first: it is confirmed before whatever follows from it. */
  @Test
  void parentsAreConfirmedBeforeTheirFollowers() {
    List<Service> before = new ArrayList<>();
    for (Service service : VpnServices.all()) {
      for (String parent : service.parents()) {
        Pace root =
            before.stream()
                .filter(s -> s.name().equals(parent))
                .findFirst()
                .orElseThrow(() -> new AssertionError(parent + " stands below " + service.name()))
                .pace();
        assertTrue(
            root.interval() + root.sustained() <= service.pace().sustained()
                || parent.equals(VpnServices.PPTP),
            service.name() + " alerts before " + parent);
      }
      before.add(service);
    }
  }

  private static final List<Set<String>> HOSTS =
      List.of(Set.of("pptp"), Set.of("l2tp"), Set.of("pptp", "l2tp"));

  private static List<Service> on(Set<String> protocols) {
    return VpnServices.all().stream()
        .filter(
            service ->
                switch (service.servers()) {
                  case ALL -> true;
                  case ONE_PROTOCOL -> protocols.size() == 1;
                  case BOTH_PROTOCOLS -> protocols.size() == 2;
                  case PPTP, L2TP -> protocols.contains(service.servers().word());
                })
        .toList();
  }

  /** Before 2.14 Icinga takes several for redundant, and silences only if all of them fail. */
  @Test
  void onNoServerAServiceHasMoreThanOneParent() {
    for (Set<String> protocols : HOSTS) {
      Set<String> there = on(protocols).stream().map(Service::name).collect(Collectors.toSet());
      for (Service service : on(protocols)) {
        List<String> parents = service.parents().stream().filter(there::contains).toList();
        assertTrue(parents.size() <= 1, protocols + " " + service.name() + " " + parents);
        boolean probe = service.place() == Place.VANTAGE_POINT;
        assertTrue(!probe || parents.size() == 1, protocols + " " + service.name());
      }
    }
  }

  /** Whatever a server speaks, each of its daemons has a service that tells when it is down. */
  @Test
  void everyDaemonIsLookedAt() {
    assertEquals(List.of(List.of()), daemons(Set.of("pptp")));
    assertEquals(List.of(List.of()), daemons(Set.of("l2tp")));
    assertEquals(
        List.of(List.of("--protocol", "pptp"), List.of("--protocol", "l2tp")),
        daemons(Set.of("pptp", "l2tp")));
  }

  private static List<List<String>> daemons(Set<String> protocols) {
    return on(protocols).stream()
        .filter(service -> service.handler().equals(VpnServices.RESTART))
        .map(Service::words)
        .toList();
  }

  /** A daemon of one protocol that is down hides nothing of the other's, and nothing of both. */
  @Test
  void onAServerOfBothProtocolsEachHidesItsOwn() {
    Set<String> hidden = new HashSet<>();
    for (Service service : on(Set.of("pptp", "l2tp"))) {
      service.parents().stream()
          .filter(parent -> parent.startsWith(VpnServices.DAEMONS + "-"))
          .forEach(parent -> hidden.add(parent + " " + service.name()));
    }
    assertEquals(Set.of("vpn-daemons-pptp vpn-pptp", "vpn-daemons-l2tp vpn-l2tp"), hidden);
  }

  @Test
  void everyRangeHasAReason() {
    for (Service service : VpnServices.all()) {
      assertFalse(service.pace().reason().isEmpty(), service.name());
      for (Limit limit : service.limits()) {
        assertTrue(limit.isOff() || !limit.reason().isEmpty(), service.name());
      }
    }
  }

  @Test
  void wordsAreTheOptionsAndTheRanges() {
    Service sessions =
        VpnServices.all().stream()
            .filter(s -> s.name().equals("vpn-sessions"))
            .findFirst()
            .orElseThrow();
    assertEquals(List.of("--protocol", "all", "-w", "mismatch=0"), sessions.words());
  }

  @Test
  void rangeOnAMetricThatTheCommandLacksIsRefused() {
    Service pool = VpnServices.named("vpn-pool");
    List<Limit> limits = List.of(Limit.of("colour", "1", "2", "no such metric"));
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new Service(
                    "made-up",
                    "",
                    pool.place(),
                    pool.servers(),
                    pool.command(),
                    List.of(),
                    limits,
                    pool.pace(),
                    List.of(),
                    "",
                    ""));
    assertEquals("made-up: " + pool.command().name() + " has no metric colour", e.getMessage());
  }

  @Test
  void secondsAreShownShort() {
    assertEquals("30s", Pace.shown(30));
    assertEquals("5m", Pace.shown(300));
    assertEquals("1h", Pace.shown(3600));
    assertEquals("90s", Pace.shown(90));
  }
}
