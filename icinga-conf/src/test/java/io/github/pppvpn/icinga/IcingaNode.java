package io.github.pppvpn.icinga;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.pppvpn.testkit.Debian;
import io.github.pppvpn.testkit.Ran;
import io.github.pppvpn.testkit.Started;
import io.github.pppvpn.testkit.Workplace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A node of an Icinga 2 cluster: a daemon with its certificate, its API and folders of its own. */
final class IcingaNode {
  private static final List<List<String>> FOLDERS =
      List.of(
          List.of("DataDir", "data"),
          List.of("LogDir", "log"),
          List.of("CacheDir", "cache"),
          List.of("SpoolDir", "spool"),
          List.of("InitRunDir", "run"));

  /** Configuration with which a node checks only what it is told to. */
  static final String OF_ITSELF_NOTHING =
      "object IcingaApplication \"app\" { enable_service_checks = false }\n";

  private final Workplace workplace;
  private final String name;
  private final int port;

  private IcingaNode(Workplace workplace, String name, int port) {
    this.workplace = workplace;
    this.name = name;
    this.port = port;
  }

  /** A node with a certificate of the workplace's own authority. */
  static IcingaNode of(Workplace workplace, String name) throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    IcingaNode node = new IcingaNode(workplace, name, port);
    Path authority = workplace.openFolder("ca");
    if (!Files.exists(authority.resolve("ca/ca.crt"))) {
      icinga("pki", "new-ca", "-DDataDir=" + authority);
    }
    Path certificates = workplace.openFolder(name + "/data/certs");
    String base = certificates.resolve(name).toString();
    icinga("pki", "new-cert", "--cn", name, "--key", base + ".key", "--csr", base + ".csr");
    icinga(
        "pki",
        "sign-csr",
        "-DDataDir=" + authority,
        "--csr",
        base + ".csr",
        "--cert",
        base + ".crt");
    Files.copy(authority.resolve("ca/ca.crt"), certificates.resolve("ca.crt"));
    try (Stream<Path> files = Files.list(certificates)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
      }
    }
    return node;
  }

  private static void icinga(String... words) throws IOException, InterruptedException {
    Ran ran = Ran.of(Debian.ICINGA.program(), List.of(words));
    assertEquals(0, ran.exitCode(), ran.text());
  }

  /** Its Endpoint and Zone, for every node's configuration. */
  String endpoint(String parent) {
    return """
    object Endpoint "%1$s" {
      host = "127.0.0.1"
      port = %2$d
    }
    object Zone "%1$s" {
      endpoints = [ "%1$s" ]
      %3$s
    }
    """
        .formatted(name, port, parent.isEmpty() ? "" : "parent = \"" + parent + "\"");
  }

  /** Starts it with the committed files, at a pace for tests, and what else is said. */
  Started start(Path plugins, Map<String, String> environment, String more) throws IOException {
    String services =
        Files.readString(CheckCommandFileTest.SERVICES)
            .replaceAll("check_interval = [0-9]+[smh]", "check_interval = 15s")
            .replaceAll("retry_interval = [0-9]+[smh]", "retry_interval = 1s")
            .replaceAll("by_ssh_timeout = [0-9]+", "by_ssh_timeout = 80")
            .replaceAll("check_timeout = [0-9]+[smh]", "check_timeout = 90s");
    Path main =
        workplace.write(
            name + "/icinga2.conf",
            """
            const NodeName = "%s"
            const ZoneName = NodeName
            const PluginDir = "%s"
            const MaxConcurrentChecks = 2
            include <itl>
            include <plugins>
            object CheckerComponent "checker" { }
            object NotificationComponent "notification" { }
            object ApiListener "api" {
              bind_host = "127.0.0.1"
              bind_port = %d
              accept_commands = true
            }
            object ApiUser "test" { password = "test", permissions = [ "*" ] }
            include "%s"
            include "%s"
            %s
            """
                .formatted(
                    name,
                    plugins,
                    port,
                    workplace.write(
                        name + "/commands.conf", Files.readString(CheckCommandFileTest.COMMITTED)),
                    workplace.write(name + "/services.conf", services),
                    more));
    List<String> words = new ArrayList<>(List.of("env"));
    environment.forEach((key, value) -> words.add(key + "=" + value));
    words.addAll(List.of(Debian.ICINGA.toString(), "daemon", "-c", main.toString()));
    for (List<String> folder : FOLDERS) {
      Path open = workplace.openFolder(name + "/" + folder.get(1));
      words.add("-D" + folder.get(0) + "=" + open);
    }
    return Started.of(words, workplace.file(name + ".log"));
  }

  /** Has the services that match an Icinga expression checked now, also while checks are off. */
  void check(String filter) throws IOException, InterruptedException {
    post(
        "actions/reschedule-check",
        "{\"type\": \"Service\", \"force\": true, \"filter\": \"%s\"}"
            .formatted(filter.replace("\"", "\\\"")));
  }

  /** Lets it check services by itself, which {@link #OF_ITSELF_NOTHING} keeps it from. */
  void checkByItself() throws IOException, InterruptedException {
    post("objects/icingaapplications/app", "{\"attrs\": {\"enable_service_checks\": true}}");
  }

  private void post(String path, String body) throws IOException, InterruptedException {
    ask(path, "--header", "Accept: application/json", "--data", body);
  }

  private Ran ask(String path, String... more) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("-s", "--insecure", "--max-time", "5"));
    words.addAll(List.of("--user", "test:test"));
    words.addAll(List.of(more));
    words.add("https://127.0.0.1:" + port + "/v1/" + path);
    return Ran.of(Path.of("curl"), words);
  }

  /** What its API says of every service, by {@code HOST!SERVICE}; nothing while it is not up. */
  Map<String, JsonObject> services() throws IOException, InterruptedException {
    Map<String, JsonObject> services = new TreeMap<>();
    Ran ran = ask("objects/services");
    if (ran.exitCode() == 0 && ran.text().startsWith("{")) {
      for (JsonElement result :
          JsonParser.parseString(ran.text()).getAsJsonObject().getAsJsonArray("results")) {
        JsonObject object = result.getAsJsonObject();
        services.put(object.get("name").getAsString(), object.getAsJsonObject("attrs"));
      }
    }
    return services;
  }
}
