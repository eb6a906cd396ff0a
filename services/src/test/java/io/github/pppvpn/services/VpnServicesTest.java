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

  /** Before 2.14 Icinga takes several for redundant, and silences only if all of them fail. */
  @Test
  void noServiceHasMoreThanOneParent() {
    for (Service service : VpnServices.all()) {
      assertTrue(service.parents().size() <= 1, service.name());
    }
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
    Service pool = VpnServices.all().get(7);
    List<Limit> limits = List.of(Limit.of("colour", "1", "2", "no such metric"));
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new Service(
                    "made-up",
                    "",
                    pool.place(),
                    pool.protocol(),
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
