package io.github.pppvpn.checks.l2tp;

import io.github.pppvpn.checks.net.LookedAt;
import io.github.pppvpn.checks.net.Timings;
import io.github.pppvpn.plugin.Detail;
import io.github.pppvpn.plugin.Finding;
import io.github.pppvpn.plugin.Invocation;
import io.github.pppvpn.plugin.Report;
import io.github.pppvpn.plugin.State;
import io.github.pppvpn.wire.l2tp.AvpType;
import io.github.pppvpn.wire.l2tp.ControlMessage;
import io.github.pppvpn.wire.l2tp.L2tp;
import io.github.pppvpn.wire.l2tp.ResultCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What the probes gave, in words and numbers. */
final class L2tpReport {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final L2tpOptions options;
  private final Optional<SecretFile> secret;
  private final boolean tellsOfSecret;
  private final boolean isLookedAt;
  private final Report.Builder report = Report.builder();

  /**
   * @param secret the tunnel's, if there is one
   * @param tellsOfSecret whether the report is the place to say that its file is exposed
   */
  L2tpReport(
      L2tpOptions options,
      Optional<SecretFile> secret,
      boolean tellsOfSecret,
      Invocation invocation) {
    this.options = options;
    this.secret = secret;
    this.tellsOfSecret = tellsOfSecret;
    // Of hundreds of hosts these lines cost as much as all others.
    this.isLookedAt = invocation.verbosity() >= Detail.LOOKED_AT;
  }

  /** An address that could not be asked, through no fault of its own. */
  void unasked(String sentence) {
    report.detail(Detail.ALWAYS, sentence);
  }

  /** The report on {@code results}: the last is the server's, if any of them is. */
  Report build(List<ProbeResult> results) {
    ProbeResult last = results.get(results.size() - 1);
    if (last.isAnswered()) {
      passedOver(results.subList(0, results.size() - 1));
      finding(last);
      if (last.failure().isEmpty()) {
        report.summary(sentence(last));
      }
    } else {
      unanswered(results);
    }
    if (tellsOfSecret) {
      SecretFile.tellExposed(secret, options.secretFile(), report);
    }
    Timings.metric(report, L2tpMetrics.TIME, last.replyNanos());
    Timings.metric(report, L2tpMetrics.ESTABLISH_TIME, last.establishNanos());
    List<Object> addresses = new ArrayList<>();
    for (ProbeResult result : results) {
      if (isLookedAt) {
        lookedAt(result);
      }
      addresses.add(data(result));
    }
    return report.data("addresses", addresses).build();
  }

  private void passedOver(List<ProbeResult> unanswered) {
    for (ProbeResult result : unanswered) {
      report.detail(Detail.ALWAYS, failed(result) + "; the next address was taken");
    }
  }

  /** Findings that are OK are not shown: then the silence is what is there. */
  private void unanswered(List<ProbeResult> results) {
    StringBuilder silence = new StringBuilder();
    for (ProbeResult result : results) {
      if (result.isSilent() && options.noAnswer() == State.OK) {
        silence.append(silence.length() == 0 ? "" : "; ").append(failed(result));
      } else {
        finding(result);
      }
    }
    if (silence.length() > 0) {
      report.summary(silence + ", which is OK here (--no-answer)");
      // It took no time, so a range on the time is kept.
      report.noValue(L2tpMetrics.TIME.name()).noValue(L2tpMetrics.ESTABLISH_TIME.name());
    }
  }

  private void finding(ProbeResult result) {
    if (result.failure().isPresent()) {
      State state = result.isSilent() ? options.noAnswer() : State.CRITICAL;
      Failure.Kind kind = result.failure().get().kind();
      report.finding(new Finding(state, failed(result), kind.nextStep()).inAWord(kind.word()));
    }
  }

  private static String failed(ProbeResult result) {
    return result.target().shown()
        + " "
        + (result.failure().isPresent() ? result.failure().get().text() : "answered");
  }

  private String sentence(ProbeResult result) {
    StringBuilder text = new StringBuilder(result.target().shown());
    text.append(" answered in ").append(Timings.text(result.replyNanos()));
    if (result.requests() > 1) {
      text.append(" (SCCRQ sent ").append(result.requests()).append(" times)");
    }
    if (result.establishNanos().isPresent()) {
      text.append(", tunnel established in ").append(Timings.text(result.establishNanos()));
    }
    if (result.reply().isPresent()) {
      text.append(proof(result, result.reply().get()));
      text.append(": ").append(peer(result.reply().get()));
    }
    return text.toString();
  }

  private String proof(ProbeResult result, ControlMessage reply) {
    if (secret.isEmpty()) {
      return "";
    }
    return result.establishNanos().isPresent() && isChallenge(reply)
        ? ", both proved the secret"
        : ", it proved the secret";
  }

  private static boolean isChallenge(ControlMessage reply) {
    return reply.octets(AvpType.CHALLENGE).isPresent();
  }

  private static String peer(ControlMessage reply) {
    StringBuilder text = new StringBuilder("host \"");
    text.append(reply.text(AvpType.HOST_NAME).orElse("")).append('"');
    Optional<String> vendor = reply.text(AvpType.VENDOR_NAME);
    if (vendor.isPresent()) {
      text.append(", vendor \"").append(vendor.get()).append('"');
    }
    OptionalInt firmware = reply.number(AvpType.FIRMWARE_REVISION);
    if (firmware.isPresent()) {
      text.append(", firmware ").append(hex(firmware.getAsInt()));
    }
    text.append(", receive window ").append(receiveWindow(reply));
    if (isChallenge(reply)) {
      text.append(", demands a tunnel secret");
    }
    return text.toString();
  }

  private static int receiveWindow(ControlMessage reply) {
    return reply.number(AvpType.RECEIVE_WINDOW_SIZE).orElse(L2tp.DEFAULT_RECEIVE_WINDOW);
  }

  /** As implementations write theirs, {@code 0x0690}. */
  private static String hex(int number) {
    StringBuilder text = new StringBuilder("0x");
    for (int shift = 12; shift >= 0; shift -= 4) {
      text.append(HEX[number >> shift & 0xf]);
    }
    return text.toString();
  }

  private void lookedAt(ProbeResult result) {
    StringBuilder line = new StringBuilder(result.target().shown());
    line.append(result.failure().isPresent() ? ": " + result.failure().get().text() : ": up");
    Timings.append(line, ", SCCRP ", result.replyNanos());
    Timings.append(line, ", established ", result.establishNanos());
    Timings.append(line, ", HELLO ", result.helloNanos());
    if (result.reply().isPresent()) {
      line.append(", ").append(peer(result.reply().get()));
    }
    LookedAt.add(report, line, result.farewell(), result.wire());
  }

  private static Map<String, Object> data(ProbeResult result) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("address", result.target().shown());
    data.put("up", result.failure().isEmpty());
    if (result.failure().isPresent()) {
      data.put("failure", result.failure().get().kind().name());
    }
    Timings.put(data, "time", result.replyNanos());
    Timings.put(data, "establish_time", result.establishNanos());
    Timings.put(data, "hello_time", result.helloNanos());
    data.put("requests", result.requests());
    if (result.reply().isPresent()) {
      put(data, result.reply().get());
    }
    if (result.refusal().isPresent()) {
      ResultCode refusal = result.refusal().get();
      data.put("result_code", refusal.result());
      if (refusal.error().isPresent()) {
        data.put("error_code", refusal.error().getAsInt());
      }
      data.put("error_message", refusal.message());
    }
    return data;
  }

  private static void put(Map<String, Object> data, ControlMessage reply) {
    data.put("host_name", reply.text(AvpType.HOST_NAME).orElse(""));
    data.put("vendor", reply.text(AvpType.VENDOR_NAME).orElse(""));
    OptionalInt firmware = reply.number(AvpType.FIRMWARE_REVISION);
    if (firmware.isPresent()) {
      data.put("firmware", firmware.getAsInt());
    }
    data.put("receive_window", receiveWindow(reply));
    data.put("demands_secret", isChallenge(reply));
  }
}
