package io.github.pppvpn.checks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.pppvpn.plugin.Environment;
import io.github.pppvpn.plugin.Lifecycle;
import io.github.pppvpn.plugin.Runner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON.md names every member that a command prints. */
class JsonDocumentTest {
  private static final Path HOSTS = Path.of("src/test/resources/sessions/hosts");
  private static final Path LOGS = Path.of("../common/src/test/resources/log/recordings");
  private static final Set<String> AROUND =
      Set.of("check", "version", "state", "exit_code", "summary", "metrics", "details", "data");

  private static final Lifecycle NONE =
      new Lifecycle() {
        @Override
        public void atEnd(IntSupplier lastWords) {}

        @Override
        public void endAfter(long nanos, IntSupplier lastWords) {}
      };

  @Test
  void hasAPartForEveryCommand() throws IOException {
    for (var spec : Commands.specs()) {
      assertFalse(part(spec.name()).isEmpty(), spec.name());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"check_l2tp_sessions", "check_ip_pool", "check_pppd"})
  void namesWhatIsSaidOfHosts(String command) throws IOException {
    for (Path host : below(HOSTS)) {
      compare(command, "--root", host.toAbsolutePath().toString());
    }
  }

  @Test
  void namesWhatIsSaidOfLogs() throws IOException {
    for (Path recording : below(LOGS)) {
      String log = recording.resolve("syslog.rfc3339").toAbsolutePath().toString();
      if (Files.exists(Path.of(log))) {
        compare("check_auth_failures", "--log", log, "--window", "all");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"check_pptp_tcp1723", "check_l2tp_udp1701"})
  void namesWhatIsSaidOfServers(String command) throws IOException {
    compare(command, "-H", "127.0.0.1", "-p", "1", "-t", "2");
  }

  private static void compare(String command, String... words) throws IOException {
    JsonObject output = run(command, words);
    assertEquals(AROUND, output.keySet());
    Set<String> members = new TreeSet<>();
    collect(output.get("data"), members);
    assertFalse(members.isEmpty(), output.toString());
    String part = part(command);
    members.removeIf(member -> part.contains("`" + member + "`"));
    // Kinds are counted by their names, which the log's events have.
    members.removeIf(member -> isKind(output.getAsJsonObject("data"), member));
    assertEquals(Set.of(), members, command + " in JSON.md");
  }

  private static boolean isKind(JsonObject data, String member) {
    for (String counts :
        List.of("failures_by_method", "failures_by_reason", "ike", "negotiation")) {
      if (data.has(counts) && data.getAsJsonObject(counts).has(member)) {
        return true;
      }
    }
    return false;
  }

  private static void collect(JsonElement element, Set<String> members) {
    if (element.isJsonArray()) {
      element.getAsJsonArray().forEach(entry -> collect(entry, members));
    } else if (element.isJsonObject()) {
      for (Map.Entry<String, JsonElement> entry : element.getAsJsonObject().entrySet()) {
        members.add(entry.getKey());
        collect(entry.getValue(), members);
      }
    }
  }

  private static JsonObject run(String command, String... words) {
    List<String> line = new ArrayList<>(List.of(words));
    line.addAll(List.of("--output", "json"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Environment environment =
        new Environment(
            Map.of(), out, System::nanoTime, System::currentTimeMillis, System.nanoTime(), NONE);
    Runner.run(Commands.named(command), line, environment);
    return JsonParser.parseString(out.toString(UTF_8)).getAsJsonObject();
  }

  /** What stands below the command's heading. */
  private static String part(String command) throws IOException {
    String text = Files.readString(Path.of("JSON.md"));
    int from = text.indexOf("\n## " + command + "\n");
    int to = text.indexOf("\n## ", from + 1);
    return from < 0 ? "" : text.substring(from, to < 0 ? text.length() : to);
  }

  private static List<Path> below(Path folder) throws IOException {
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isDirectory)) {
      entries.forEach(folders::add);
    }
    assertFalse(folders.isEmpty());
    return folders;
  }
}
