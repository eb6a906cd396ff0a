package io.github.pppvpn.icinga;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.stream.JsonWriter;
import io.github.pppvpn.plugin.CommandSpec;
import io.github.pppvpn.plugin.OptionSpec;
import io.github.pppvpn.services.Place;
import io.github.pppvpn.services.Servers;
import io.github.pppvpn.services.Service;
import io.github.pppvpn.services.Service.Setting;
import io.github.pppvpn.services.StandardService;
import io.github.pppvpn.services.VpnServices;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A basket of Icinga Director (BasketSnapshot of its source): the commands with their fields, and
 * the services of a VPN server as templates, a service set for each protocol, and dependencies.
 * Nothing has a UUID, which Director 1.10 cannot read: an import finds by its name what an earlier
 * one brought.
 */
public final class DirectorBasket {
  private static final String STRING = "Icinga\\Module\\Director\\DataType\\DataTypeString";
  private static final String ARRAY = "Icinga\\Module\\Director\\DataType\\DataTypeArray";
  private static final String BOOLEAN = "Icinga\\Module\\Director\\DataType\\DataTypeBoolean";

  private final Map<String, Integer> fieldNumbers = new LinkedHashMap<>();
  private final JsonObject fields = new JsonObject();

  private DirectorBasket() {}

  /** The basket as JSON text, ending in a line end. */
  public static String of(List<CommandSpec> commands) {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.setIndent("    ");
      json.setSerializeNulls(true);
      write(json, new DirectorBasket().basket(commands));
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot fail", e);
    }
    return text.append('\n').toString();
  }

  private static void write(JsonWriter json, JsonElement element) throws IOException {
    if (element.isJsonObject()) {
      json.beginObject();
      for (Map.Entry<String, JsonElement> entry : element.getAsJsonObject().entrySet()) {
        json.name(entry.getKey());
        write(json, entry.getValue());
      }
      json.endObject();
    } else if (element.isJsonArray()) {
      json.beginArray();
      for (JsonElement member : element.getAsJsonArray()) {
        write(json, member);
      }
      json.endArray();
    } else if (element.isJsonNull()) {
      json.nullValue();
    } else if (element.getAsJsonPrimitive().isBoolean()) {
      json.value(element.getAsBoolean());
    } else if (element.getAsJsonPrimitive().isNumber()) {
      json.value(element.getAsNumber());
    } else {
      json.value(element.getAsString());
    }
  }

  private JsonObject basket(List<CommandSpec> commands) {
    JsonObject commandObjects = new JsonObject();
    for (CommandSpec command : commands) {
      commandObjects.add(CheckCommand.name(command), command(command));
    }
    JsonObject hostTemplates = new JsonObject();
    hostTemplates.add("vpn-server", hostTemplate());
    JsonObject templates = new JsonObject();
    templates.add("vpn-service", base());
    for (Service service : VpnServices.all()) {
      templates.add(service.name(), template(service));
    }
    for (StandardService service : VpnServices.standard()) {
      templates.add(service.name(), template(service));
    }
    JsonObject sets = new JsonObject();
    for (Servers servers : Servers.values()) {
      JsonObject set = set(servers);
      sets.add(set.get("object_name").getAsString(), set);
    }
    JsonObject dependencies = new JsonObject();
    for (Service service : VpnServices.all()) {
      for (String parent : service.parents()) {
        String name = service.name() + " needs " + parent;
        dependencies.add(name, dependency(name, service, VpnServices.named(parent)));
      }
    }
    JsonObject groups = new JsonObject();
    for (String[] group :
        new String[][] {
          {"vpn", "VPN"},
          {"vpn-server", "VPN servers about themselves"},
          {"vpn-vantage-points", "VPN as clients see it"}
        }) {
      groups.add(group[0], group(group[0], group[1]));
    }
    JsonObject hostGroups = new JsonObject();
    JsonObject servers = group("vpn-servers", "VPN servers");
    servers.addProperty("assign_filter", "host.vars.vpn_protocols=true");
    hostGroups.add("vpn-servers", servers);
    JsonObject basket = new JsonObject();
    basket.add("Command", commandObjects);
    basket.add("HostGroup", hostGroups);
    basket.add("HostTemplate", hostTemplates);
    basket.add("ServiceGroup", groups);
    basket.add("ServiceTemplate", templates);
    basket.add("ServiceSet", sets);
    basket.add("Dependency", dependencies);
    basket.add("Datafield", fields);
    return basket;
  }

  private JsonObject command(CommandSpec command) {
    JsonObject arguments = new JsonObject();
    JsonArray used = new JsonArray();
    JsonObject vars = new JsonObject();
    for (OptionSpec option : command.allOptions()) {
      if (CheckCommand.isLeftOut(option)) {
        continue;
      }
      String variable = CustomVariable.of(command, option);
      JsonObject argument = new JsonObject();
      argument.addProperty("description", CheckCommand.description(command, option));
      if (option.needed()) {
        argument.addProperty("required", true);
      }
      if (option.takesValue()) {
        argument.addProperty("value", "$" + variable + "$");
        if (option.repeatable()) {
          argument.addProperty("repeat_key", true);
        }
      } else {
        argument.addProperty("set_if", "$" + variable + "$");
        vars.addProperty(variable, false);
      }
      if (option.longName().equals(CustomVariable.HOST_OPTION)) {
        vars.add(variable, address(option));
      }
      arguments.add(option.hasShortName() ? "-" + option.shortName() : option.shown(), argument);
      used.add(field(command, option, variable));
    }
    JsonObject object = object(CheckCommand.name(command), "object");
    object.add("arguments", arguments);
    object.addProperty("command", command.name());
    object.add("fields", used);
    object.add("imports", new JsonArray());
    object.addProperty("methods_execute", "PluginCheck");
    object.addProperty("timeout", "30");
    object.add("vars", vars);
    return object;
  }

  /** The host's own address, in the form that the option's field has. */
  private static JsonElement address(OptionSpec option) {
    JsonPrimitive address = new JsonPrimitive("$address$");
    if (!option.repeatable()) {
      return address;
    }
    JsonArray one = new JsonArray();
    one.add(address);
    return one;
  }

  private JsonObject field(CommandSpec command, OptionSpec option, String variable) {
    int number = fieldNumbers.computeIfAbsent(variable, name -> fieldNumbers.size() + 1);
    JsonObject field = new JsonObject();
    field.addProperty("varname", variable);
    field.addProperty("caption", command.title() + ": " + option.longName().replace('-', ' '));
    field.addProperty("description", CheckCommand.description(command, option));
    field.addProperty(
        "datatype", !option.takesValue() ? BOOLEAN : option.repeatable() ? ARRAY : STRING);
    field.add("format", JsonNull.INSTANCE);
    field.add("settings", new JsonObject());
    fields.add(String.valueOf(number), field);
    JsonObject use = new JsonObject();
    use.addProperty("datafield_id", number);
    use.addProperty("is_required", "n");
    use.add("var_filter", JsonNull.INSTANCE);
    return use;
  }

  private JsonObject hostTemplate() {
    JsonArray used = new JsonArray();
    used.add(
        hostField("vpn_protocols", "VPN protocols", "pptp and l2tp, those that it speaks", ARRAY));
    JsonObject object = object("vpn-server", "template");
    object.add("fields", used);
    object.add("imports", new JsonArray());
    object.addProperty("has_agent", true);
    object.addProperty("accept_config", true);
    object.addProperty("master_should_connect", true);
    object.addProperty("check_command", "hostalive");
    object.add("vars", new JsonObject());
    return object;
  }

  private JsonObject hostField(String variable, String caption, String description, String type) {
    int number = fieldNumbers.computeIfAbsent(variable, name -> fieldNumbers.size() + 1);
    JsonObject field = new JsonObject();
    field.addProperty("varname", variable);
    field.addProperty("caption", caption);
    field.addProperty("description", description);
    field.addProperty("datatype", type);
    field.add("format", JsonNull.INSTANCE);
    field.add("settings", new JsonObject());
    fields.add(String.valueOf(number), field);
    JsonObject use = new JsonObject();
    use.addProperty("datafield_id", number);
    use.addProperty("is_required", "n");
    use.add("var_filter", JsonNull.INSTANCE);
    return use;
  }

  private static JsonObject base() {
    JsonObject object = object("vpn-service", "template");
    object.add("fields", new JsonArray());
    object.add("imports", new JsonArray());
    object.add("groups", texts(List.of("vpn")));
    object.addProperty("check_timeout", "30");
    object.addProperty("enable_flapping", false);
    object.addProperty("volatile", false);
    object.add("vars", new JsonObject());
    return object;
  }

  private static JsonObject template(Service service) {
    boolean onServer = service.place() == Place.SERVER;
    JsonObject object = template(service.name(), service.title(), onServer);
    object.addProperty("check_command", CheckCommand.name(service.command()));
    pace(object, service.pace());
    JsonObject vars = new JsonObject();
    String prefix = CheckCommand.name(service.command()) + "_";
    for (Setting setting : service.settings()) {
      String variable = prefix + setting.option().longName().replace('-', '_');
      vars.add(
          variable,
          setting.option().takesValue()
              ? new JsonPrimitive(setting.value())
              : new JsonPrimitive(true));
    }
    if (!service.warning().isEmpty()) {
      vars.add(prefix + "warning", texts(List.of(service.warning())));
    }
    if (!service.critical().isEmpty()) {
      vars.add(prefix + "critical", texts(List.of(service.critical())));
    }
    object.add("vars", vars);
    return object;
  }

  private static JsonObject template(StandardService service) {
    JsonObject object = template(service.name(), service.title(), true);
    object.addProperty("check_command", service.checkCommand());
    pace(object, service.pace());
    JsonObject vars = new JsonObject();
    for (StandardService.Variable variable : service.variables()) {
      JsonElement value = new JsonPrimitive(variable.value());
      if (variable.literal() && variable.value().equals("true")) {
        value = new JsonPrimitive(true);
      }
      vars.add(variable.name(), value);
    }
    object.add("vars", vars);
    return object;
  }

  private static JsonObject template(String name, String title, boolean onServer) {
    JsonObject object = object(name, "template");
    object.addProperty("display_name", onServer ? title : title + " here");
    object.add("fields", new JsonArray());
    object.add("imports", texts(List.of("vpn-service")));
    object.add("groups", texts(List.of(onServer ? "vpn-server" : "vpn-vantage-points")));
    object.addProperty("use_agent", onServer);
    return object;
  }

  private static void pace(JsonObject object, io.github.pppvpn.services.Pace pace) {
    object.addProperty("check_interval", String.valueOf(pace.interval()));
    object.addProperty("retry_interval", String.valueOf(pace.retry()));
    object.addProperty("max_check_attempts", String.valueOf(pace.attempts()));
  }

  private static JsonObject set(Servers servers) {
    String name =
        switch (servers) {
          case ALL -> "VPN server";
          case ONE_PROTOCOL -> "VPN server: one protocol";
          case BOTH_PROTOCOLS -> "VPN server: pptp and l2tp";
          case PPTP, L2TP -> "VPN server: " + servers.word();
        };
    JsonArray services = new JsonArray();
    for (Service service : VpnServices.all()) {
      if (service.servers() == servers) {
        services.add(member(service.name()));
      }
    }
    if (servers == Servers.ALL) {
      VpnServices.standard().forEach(service -> services.add(member(service.name())));
    }
    JsonObject object = object(name, "template");
    object.addProperty("assign_filter", filter(servers));
    object.addProperty("description", "Services of a VPN server; see icinga-conf/README.md");
    object.add("services", services);
    return object;
  }

  private static String filter(Servers servers) {
    return switch (servers) {
      case ALL -> "host.vars.vpn_protocols=true";
      case ONE_PROTOCOL -> filter(Servers.ALL) + "&!(" + filter(Servers.BOTH_PROTOCOLS) + ")";
      case BOTH_PROTOCOLS -> filter(Servers.PPTP) + "&" + filter(Servers.L2TP);
      case PPTP, L2TP -> "\"" + servers.word() + "\"=host.vars.vpn_protocols";
    };
  }

  private static JsonObject member(String name) {
    JsonObject object = object(name, "object");
    object.add("fields", new JsonArray());
    object.add("imports", texts(List.of(name)));
    object.add("vars", new JsonObject());
    return object;
  }

  private static JsonObject dependency(String name, Service child, Service parent) {
    boolean alongside = child.place() == parent.place();
    JsonObject object = object(name, "apply");
    object.addProperty("apply_to", "service");
    String filter = "service.name=\"" + child.name() + "\"";
    if (parent.servers() != child.servers()) {
      filter += "&" + filter(parent.servers());
    }
    object.addProperty("assign_filter", filter);
    object.addProperty("disable_checks", false);
    object.addProperty("disable_notifications", true);
    object.addProperty("ignore_soft_states", true);
    object.add("imports", new JsonArray());
    object.addProperty("parent_service_by_name", parent.name());
    object.add(
        "states",
        texts(alongside ? List.of("OK", "Warning") : List.of("OK", "Warning", "Unknown")));
    return object;
  }

  private static JsonObject group(String name, String title) {
    JsonObject object = object(name, "object");
    object.addProperty("display_name", title);
    return object;
  }

  private static JsonObject object(String name, String type) {
    JsonObject object = new JsonObject();
    object.addProperty("object_name", name);
    object.addProperty("object_type", type);
    return object;
  }

  private static JsonArray texts(List<String> texts) {
    JsonArray array = new JsonArray();
    texts.forEach(array::add);
    return array;
  }
}
