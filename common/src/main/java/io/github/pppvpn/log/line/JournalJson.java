package io.github.pppvpn.log.line;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads an object of journalctl -o json (systemd's Journal Export and JSON formats): MESSAGE is a
 * string, an array of byte values if it is not UTF-8, or null if it is too large to be shown.
 */
final class JournalJson {
  private static final String REALTIME = "\"__REALTIME_TIMESTAMP\"";

  private byte[] buffer = new byte[1024];
  private int length;

  /** Microseconds of the entry as milliseconds; no string of an object can hold the bare quote. */
  static long timeOf(byte[] b, int from, int to) {
    int at = from;
    while (true) {
      at = Bytes.indexOf(b, at, to, REALTIME);
      if (at < 0) {
        return LineParser.NO_TIME;
      }
      int end = at + REALTIME.length();
      if (b[at - 1] != '\\') {
        while (end < to && (b[end] == ' ' || b[end] == ':' || b[end] == '"')) {
          end++;
        }
        return millis(Bytes.number(b, end, to));
      }
      at = end;
    }
  }

  private static long millis(long micros) {
    return micros < 0 || micros == Long.MAX_VALUE ? LineParser.NO_TIME : micros / 1000;
  }

  private static long millis(String micros) {
    byte[] digits = micros.getBytes(StandardCharsets.ISO_8859_1);
    return millis(Bytes.number(digits, 0, digits.length));
  }

  /** Fills the header from the object; leaves the line a plain one if it is no such object. */
  void parse(byte[] b, int from, int to, LineHeader h) {
    String host = "";
    String identifier = "";
    String command = "";
    String syslogPid = "";
    String processId = "";
    long realtime = LineParser.NO_TIME;
    long sourceTime = LineParser.NO_TIME;
    byte[] message = null;
    try (JsonReader json =
        new JsonReader(
            new InputStreamReader(
                new ByteArrayInputStream(b, from, to - from), StandardCharsets.UTF_8))) {
      json.beginObject();
      while (json.hasNext()) {
        switch (json.nextName()) {
          case "MESSAGE" -> message = bytes(json);
          case "__REALTIME_TIMESTAMP" -> realtime = millis(string(json));
          case "_SOURCE_REALTIME_TIMESTAMP" -> sourceTime = millis(string(json));
          case "SYSLOG_IDENTIFIER" -> identifier = string(json);
          case "_COMM" -> command = string(json);
          case "SYSLOG_PID" -> syslogPid = string(json);
          case "_PID" -> processId = string(json);
          case "_HOSTNAME" -> host = string(json);
          default -> json.skipValue();
        }
      }
      json.endObject();
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      // Cut short, or a line of something else that starts with a brace: then it is a plain line.
      return;
    }
    length = 0;
    String program = identifier.isEmpty() ? command : identifier;
    append(host.getBytes(StandardCharsets.UTF_8));
    h.hostTo = length;
    append(program.substring(program.lastIndexOf('/') + 1).getBytes(StandardCharsets.UTF_8));
    h.programFrom = h.hostTo;
    h.programTo = length;
    append(message == null ? LineHeader.EMPTY : message);
    h.messageFrom = h.programTo;
    h.messageTo = length;
    while (h.messageTo > h.messageFrom
        && (buffer[h.messageTo - 1] == '\n'
            || buffer[h.messageTo - 1] == '\r'
            || buffer[h.messageTo - 1] == 0)) {
      h.messageTo--;
    }
    h.hostFrom = 0;
    h.bytes = buffer;
    h.form = LineForm.JOURNAL_JSON;
    h.pid = pid(syslogPid.isEmpty() ? processId : syslogPid);
    h.journalTime = realtime == LineParser.NO_TIME ? sourceTime : realtime;
  }

  private static int pid(String text) {
    byte[] digits = text.getBytes(StandardCharsets.ISO_8859_1);
    long number = Bytes.number(digits, 0, digits.length);
    return number < 0 || number > Integer.MAX_VALUE ? LineHeader.NO_PID : (int) number;
  }

  private void append(byte[] more) {
    if (length + more.length > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + more.length));
    }
    System.arraycopy(more, 0, buffer, length, more.length);
    length += more.length;
  }

  private static String string(JsonReader json) throws IOException {
    JsonToken token = json.peek();
    if (token == JsonToken.STRING || token == JsonToken.NUMBER) {
      return json.nextString();
    }
    json.skipValue();
    return "";
  }

  private static byte[] bytes(JsonReader json) throws IOException {
    if (json.peek() != JsonToken.BEGIN_ARRAY) {
      return string(json).getBytes(StandardCharsets.UTF_8);
    }
    byte[] bytes = new byte[256];
    int count = 0;
    json.beginArray();
    while (json.hasNext()) {
      if (json.peek() != JsonToken.NUMBER) {
        // A field given more than once is an array of strings: the first is the message.
        byte[] first = bytes(json);
        while (json.hasNext()) {
          json.skipValue();
        }
        json.endArray();
        return first;
      }
      if (count == bytes.length) {
        bytes = Arrays.copyOf(bytes, 2 * count);
      }
      bytes[count++] = (byte) json.nextInt();
    }
    json.endArray();
    return Arrays.copyOf(bytes, count);
  }
}
