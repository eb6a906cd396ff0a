package io.github.pppvpn.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The login attempts that a scenario made, as check_auth_failures should count them.
 *
 * @param attempts the rows of truth.tsv
 */
record AuthTruth(List<Attempt> attempts) {

  /** A row of truth.tsv; lab/README.md has its columns. */
  record Attempt(
      String transport, String method, String user, String address, String outcome, String note) {

    /**
     * Whether it is a failed login; no MPPE and no address befall those whose password is right.
     */
    boolean failed() {
      return switch (outcome) {
        case "bad_password",
            "unknown_user",
            "radius_reject",
            "radius_timeout",
            "radius_error",
            "refused",
            "number" ->
            true;
        case "success", "mppe", "ipcp", "no_answer", "lcp_timeout", "outgoing" -> false;
        default -> throw new AssertionError("an outcome that this test does not know: " + outcome);
      };
    }

    /** Whether the password was right; no MPPE and no address befall only those of whom it was. */
    boolean succeeded() {
      return switch (outcome) {
        case "success", "mppe", "ipcp" -> true;
        default -> false;
      };
    }

    /** By which method, as far as it came to one. */
    String counted() {
      if (outcome.equals("refused") || outcome.equals("number")) {
        return "unknown";
      }
      return method.equals("pap") ? "pap" : method.startsWith("eap") ? "eap" : "chap";
    }

    /**
     * Why it failed.
     *
     * @param radiusLog whether the RADIUS server's own log is read too, which alone says why it
     *     rejected somebody
     */
    String reason(boolean radiusLog) {
      return switch (outcome) {
        case "number" -> "not_allowed";
        case "radius_reject" ->
            radiusLog && note.equals("unknown user") ? "unknown_user" : "bad_password";
        default -> outcome;
      };
    }

    /** RADIUS servers that were asked in vain. */
    int timeouts() {
      return note.startsWith("two servers")
          ? 2
          : outcome.equals("radius_timeout") || note.startsWith("first server") ? 1 : 0;
    }
  }

  static AuthTruth of(Recording recording) throws IOException {
    List<Attempt> attempts = new ArrayList<>();
    List<String> rows = Files.readAllLines(recording.folder().resolve("truth.tsv"), UTF_8);
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split("\t", -1);
      attempts.add(new Attempt(cells[1], cells[2], cells[3], cells[4], cells[5], cells[6]));
    }
    return new AuthTruth(attempts);
  }

  /**
   * Without those that may leave no trace: of a wrong EAP-MD5 password pppd says no word, and over
   * L2TP nothing else tells, if the client hangs up at once.
   */
  AuthTruth withoutSilent() {
    return new AuthTruth(
        attempts.stream()
            .filter(
                attempt ->
                    !attempt.transport().equals("l2tp")
                        || !attempt.method().equals("eap-md5")
                        || !attempt.outcome().equals("bad_password"))
            .toList());
  }

  /** Failures by method, as in the command's json. */
  Map<String, Long> byMethod() {
    Map<String, Long> counts =
        new TreeMap<>(Map.of("pap", 0L, "chap", 0L, "eap", 0L, "unknown", 0L));
    for (Attempt attempt : attempts) {
      counts.merge(attempt.counted(), attempt.failed() ? 1L : 0L, Long::sum);
    }
    return counts;
  }

  /** Failures by reason, as in the command's json. */
  Map<String, Long> byReason(boolean radiusLog) {
    Map<String, Long> counts = new TreeMap<>();
    for (String reason :
        List.of(
            "bad_password",
            "unknown_user",
            "refused",
            "not_allowed",
            "radius_timeout",
            "radius_error")) {
      counts.put(reason, 0L);
    }
    for (Attempt attempt : attempts) {
      if (attempt.failed()) {
        counts.merge(attempt.reason(radiusLog), 1L, Long::sum);
      }
    }
    return counts;
  }

  /** How often each user failed; who refuses, or is refused for the number, has told no name. */
  Map<String, Long> byUser() {
    Map<String, Long> counts = new TreeMap<>();
    for (Attempt attempt : attempts) {
      if (attempt.failed() && !attempt.counted().equals("unknown")) {
        counts.merge(attempt.user(), 1L, Long::sum);
      }
    }
    return counts;
  }

  /** How often each address failed. */
  Map<String, Long> byAddress() {
    Map<String, Long> counts = new TreeMap<>();
    for (Attempt attempt : attempts) {
      if (attempt.failed()) {
        counts.merge(attempt.address(), 1L, Long::sum);
      }
    }
    return counts;
  }

  /** The metrics that are known, by name. */
  Map<String, Long> metrics(boolean radiusLog) {
    Map<String, Long> metrics = new TreeMap<>(byMethod());
    metrics.remove("unknown");
    Map<String, Long> reasons = byReason(radiusLog);
    metrics.put("failures", count(Attempt::failed));
    metrics.put("successes", count(Attempt::succeeded));
    metrics.put("unknown_user", reasons.get("unknown_user"));
    metrics.put("refused", reasons.get("refused"));
    metrics.put("mppe_failures", count(attempt -> attempt.outcome().equals("mppe")));
    metrics.put("ipcp_failures", count(attempt -> attempt.outcome().equals("ipcp")));
    metrics.put("radius_errors", count(attempt -> attempt.outcome().equals("radius_error")));
    metrics.put("radius_timeouts", attempts.stream().mapToLong(Attempt::timeouts).sum());
    metrics.put("lcp_timeouts", count(attempt -> attempt.outcome().equals("lcp_timeout")));
    metrics.put("ike_failures", 0L);
    return metrics;
  }

  private long count(Predicate<Attempt> condition) {
    return attempts.stream().filter(condition).count();
  }
}
