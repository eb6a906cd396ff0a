package io.github.pppvpn.icinga;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.pppvpn.checks.Commands;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The basket has the structure that Director 1.10 and 1.11 read: BasketSnapshot's types, and in
 * each only the properties of its class (library/Director/Objects), with references that lead
 * somewhere.
 */
class DirectorBasketTest {
  private static final Set<String> OBJECT =
      Set.of("object_name", "object_type", "disabled", "imports", "vars", "fields");
  private static final Set<String> CHECKABLE =
      Set.of(
          "display_name",
          "check_command",
          "check_interval",
          "retry_interval",
          "check_timeout",
          "max_check_attempts",
          "enable_flapping",
          "volatile",
          "groups");

  private static final Map<String, Set<String>> PROPERTIES =
      Map.of(
          "Command", Set.of("methods_execute", "command", "timeout", "is_string", "arguments"),
          "HostGroup", Set.of("display_name", "assign_filter"),
          "HostTemplate",
              plus(CHECKABLE, "has_agent", "accept_config", "master_should_connect", "address"),
          "ServiceGroup", Set.of("display_name", "assign_filter"),
          "ServiceTemplate", plus(CHECKABLE, "use_agent"),
          "ServiceSet", Set.of("assign_filter", "description", "services"),
          "Dependency",
              Set.of(
                  "apply_to",
                  "assign_filter",
                  "disable_checks",
                  "disable_notifications",
                  "ignore_soft_states",
                  "parent_service_by_name",
                  "states"),
          "Datafield",
              Set.of("varname", "caption", "description", "datatype", "format", "settings"));

  private static final Set<String> OF_THE_TEMPLATE_LIBRARY =
      Set.of("hostalive", "load", "swap", "disk");

  private static final JsonObject BASKET =
      JsonParser.parseString(DirectorBasket.of(Commands.specs())).getAsJsonObject();

  private static Set<String> plus(Set<String> some, String... more) {
    Set<String> all = new HashSet<>(some);
    all.addAll(List.of(more));
    return all;
  }

  private static JsonObject all(String type) {
    return BASKET.getAsJsonObject(type);
  }

  @Test
  void typesAndPropertiesAreDirectors() {
    assertEquals(PROPERTIES.keySet(), BASKET.keySet());
    for (String type : BASKET.keySet()) {
      for (Map.Entry<String, JsonElement> entry : all(type).entrySet()) {
        JsonObject object = entry.getValue().getAsJsonObject();
        Set<String> known = plus(OBJECT, PROPERTIES.get(type).toArray(String[]::new));
        Set<String> unknown = new TreeSet<>(object.keySet());
        unknown.removeAll(known);
        assertEquals(Set.of(), unknown, type + " " + entry.getKey());
        if (object.has("object_name")) {
          assertEquals(entry.getKey(), object.get("object_name").getAsString());
        }
      }
    }
  }

  /** ObjectImporter takes hosts, services and sets only as templates. */
  @Test
  void whatHasToBeATemplateIsOne() {
    for (String type : List.of("HostTemplate", "ServiceTemplate", "ServiceSet")) {
      for (Map.Entry<String, JsonElement> entry : all(type).entrySet()) {
        JsonObject object = entry.getValue().getAsJsonObject();
        assertEquals("template", object.get("object_type").getAsString(), entry.getKey());
      }
    }
  }

  @Test
  void fieldsThatAreUsedAreThere() {
    for (String type : List.of("Command", "HostTemplate")) {
      for (Map.Entry<String, JsonElement> entry : all(type).entrySet()) {
        for (JsonElement use : entry.getValue().getAsJsonObject().getAsJsonArray("fields")) {
          String id = use.getAsJsonObject().get("datafield_id").getAsString();
          assertTrue(all("Datafield").has(id), entry.getKey() + " " + id);
        }
      }
    }
  }

  @Test
  void importsAndCommandsLeadSomewhere() {
    for (Map.Entry<String, JsonElement> entry : all("ServiceTemplate").entrySet()) {
      JsonObject object = entry.getValue().getAsJsonObject();
      object
          .getAsJsonArray("imports")
          .forEach(name -> assertTrue(all("ServiceTemplate").has(name.getAsString())));
      if (object.has("check_command")) {
        String command = object.get("check_command").getAsString();
        assertTrue(
            all("Command").has(command) || OF_THE_TEMPLATE_LIBRARY.contains(command), command);
      }
      if (object.has("groups")) {
        object
            .getAsJsonArray("groups")
            .forEach(name -> assertTrue(all("ServiceGroup").has(name.getAsString())));
      }
    }
    for (Map.Entry<String, JsonElement> set : all("ServiceSet").entrySet()) {
      for (JsonElement service : set.getValue().getAsJsonObject().getAsJsonArray("services")) {
        service
            .getAsJsonObject()
            .getAsJsonArray("imports")
            .forEach(name -> assertTrue(all("ServiceTemplate").has(name.getAsString())));
      }
    }
    for (Map.Entry<String, JsonElement> entry : all("Dependency").entrySet()) {
      String parent =
          entry.getValue().getAsJsonObject().get("parent_service_by_name").getAsString();
      assertTrue(all("ServiceTemplate").has(parent), parent);
    }
  }

  @Test
  void isTheSameEveryTime() {
    assertEquals(BASKET, JsonParser.parseString(DirectorBasket.of(Commands.specs())));
  }
}
