package io.github.pppvpn.prometheus;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A real node_exporter, Prometheus and Alertmanager on loopback, with the shipped rules and
 * routing. A minute of the rules is a second.
 */
final class Monitoring implements AutoCloseable {
  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final int exporter;
  private final int prometheus;
  private final int alertmanager;
  private Process exporterProcess;

  private Monitoring(Path folder) throws IOException {
    this.folder = folder;
    try (ServerSocket one = open();
        ServerSocket two = open();
        ServerSocket three = open()) {
      exporter = one.getLocalPort();
      prometheus = two.getLocalPort();
      alertmanager = three.getLocalPort();
    }
  }

  private static ServerSocket open() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  static Monitoring start(Path folder) throws Exception {
    Monitoring monitoring = new Monitoring(folder);
    try {
      monitoring.startAll();
    } catch (Exception | AssertionError e) {
      monitoring.close();
      throw e;
    }
    return monitoring;
  }

  Path metrics() {
    return folder.resolve("metrics");
  }

  /** Alertmanager alone, which hears of what {@link #tell} tells. */
  static Monitoring alertmanager(Path folder) throws Exception {
    Monitoring monitoring = new Monitoring(folder);
    try {
      monitoring.startAlertmanager();
      monitoring.awaitReady(monitoring.alertmanager);
    } catch (Exception | AssertionError e) {
      monitoring.close();
      throw e;
    }
    return monitoring;
  }

  private void startAll() throws Exception {
    Files.createDirectories(metrics());
    for (String rules : List.of("ppp-vpn-recording.yml", "ppp-vpn-alerts.yml")) {
      String text = Files.readString(Path.of("src/main/prometheus", rules));
      Files.writeString(folder.resolve(rules), quickened(text));
    }
    String scrape = Files.readString(Path.of("src/main/prometheus/prometheus.yml"));
    scrape =
        scrape
            .replace("30s", "1s")
            .replace("scrape_timeout: 10s", "scrape_timeout: 1s")
            .replace("127.0.0.1:9093", "127.0.0.1:" + alertmanager)
            .replace(
                "[vpn1.example.org:9100, vpn2.example.org:9100]", "['127.0.0.1:" + exporter + "']")
            // A second host that nobody has.
            .replace("probe.example.org:9100", "127.0.0.2:1");
    Files.writeString(folder.resolve("prometheus.yml"), scrape);
    startExporter();
    startAlertmanager();
    start(
        Debian.PROMETHEUS,
        "--config.file=" + folder.resolve("prometheus.yml"),
        "--storage.tsdb.path=" + folder.resolve("tsdb"),
        "--web.listen-address=127.0.0.1:" + prometheus,
        "--rules.alert.resend-delay=1s",
        "--log.level=warn");
    awaitReady(prometheus);
    awaitReady(alertmanager);
  }

  private void startAlertmanager() throws IOException {
    start(
        Debian.ALERTMANAGER,
        "--config.file="
            + Path.of("src/main/alertmanager/ppp-vpn-alertmanager.yml").toAbsolutePath(),
        "--storage.path=" + folder.resolve("alerts"),
        "--web.listen-address=127.0.0.1:" + alertmanager,
        "--cluster.listen-address=");
  }

  /** The rules with seconds for minutes, minutes for hours, and no day to wait for. */
  static String quickened(String rules) {
    String quick = Pattern.compile("\\b1d\\b").matcher(rules).replaceAll("5m");
    quick = Pattern.compile("(\\[|offset |for: )(\\d+)m\\b").matcher(quick).replaceAll("$1$2s");
    return quick.replace("[5s] offset 10s", "[5m] offset 10s");
  }

  void startExporter() throws IOException {
    exporterProcess =
        start(
            Debian.NODE_EXPORTER,
            "--collector.disable-defaults",
            "--collector.textfile",
            "--collector.textfile.directory=" + metrics(),
            "--web.listen-address=127.0.0.1:" + exporter);
  }

  void stopExporter() throws InterruptedException {
    exporterProcess.destroy();
    exporterProcess.waitFor();
  }

  private Process start(String... words) throws IOException {
    words[0] = Debian.require(words[0]);
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    String name = Path.of(words[0]).getFileName().toString();
    builder.redirectOutput(
        ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile()));
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private void awaitReady(int port) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try {
        if (get("http://127.0.0.1:" + port + "/-/ready").statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        assertTrue(System.nanoTime() < end, () -> "nothing answers at port " + port);
      }
      Thread.sleep(100);
    }
  }

  private HttpResponse<String> get(String url) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** What node_exporter serves. */
  String exposed() throws Exception {
    return get("http://127.0.0.1:" + exporter + "/metrics").body();
  }

  /** The label's values in what a query gives, each once. */
  Set<String> query(String expression, String label) throws Exception {
    String encoded = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    String body = get("http://127.0.0.1:" + prometheus + "/api/v1/query?query=" + encoded).body();
    JsonObject answer = JsonParser.parseString(body).getAsJsonObject();
    assertTrue(answer.get("status").getAsString().equals("success"), body);
    Set<String> values = new TreeSet<>();
    for (JsonElement one : answer.getAsJsonObject("data").getAsJsonArray("result")) {
      JsonElement value = one.getAsJsonObject().getAsJsonObject("metric").get(label);
      values.add(value == null ? "" : value.getAsString());
    }
    return values;
  }

  /** Gives alerts to Alertmanager, each as its labels. */
  void tell(List<Map<String, String>> alerts) throws Exception {
    JsonArray all = new JsonArray();
    for (Map<String, String> labels : alerts) {
      JsonObject alert = new JsonObject();
      alert.add("labels", new Gson().toJsonTree(labels));
      all.add(alert);
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + alertmanager + "/api/v2/alerts"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(all.toString()))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    assertTrue(answer.statusCode() == 200, answer.body());
  }

  /**
   * The names of the alerts that Alertmanager has, each as {@code NAME} or {@code NAME inhibited}.
   */
  Set<String> alerts() throws Exception {
    return alerts("");
  }

  /** Those of them that a filter such as {@code server="vpn1"} lets through; all for none. */
  Set<String> alerts(String filter) throws Exception {
    String query =
        filter.isEmpty() ? "" : "?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
    String body = get("http://127.0.0.1:" + alertmanager + "/api/v2/alerts" + query).body();
    Set<String> names = new TreeSet<>();
    JsonArray all = JsonParser.parseString(body).getAsJsonArray();
    for (JsonElement one : all) {
      JsonObject alert = one.getAsJsonObject();
      boolean inhibited = !alert.getAsJsonObject("status").getAsJsonArray("inhibitedBy").isEmpty();
      names.add(
          alert.getAsJsonObject("labels").get("alertname").getAsString()
              + (inhibited ? " inhibited" : ""));
    }
    return names;
  }

  @Override
  public void close() throws IOException {
    for (Process process : processes) {
      process.destroy();
    }
    for (Process process : processes) {
      try {
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
          process.destroyForcibly().waitFor();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }
}
