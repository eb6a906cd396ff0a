package io.github.pppvpn.state;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * How state stands in a file: lines of UTF-8, each ending in LF.
 *
 * <pre>
 * ppp-vpn-checks state 1
 * command check_auth_failures
 * key KEY
 * written 1790000000000
 * .NAME TEXT        as many as there are
 * crc32 0123abcd    of all bytes before this line
 * </pre>
 *
 * In texts a backslash, LF and CR are written {@code \\}, {@code \n} and {@code \r}.
 */
final class StateFormat {
  static final int MAX_BYTES = 1024 * 1024;

  private static final String MAGIC = "ppp-vpn-checks state ";
  private static final String VERSION = "1";

  private StateFormat() {}

  /** Why a file's bytes are no state to go by; the message is a clause. */
  static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableException(String clause) {
      super(clause);
    }
  }

  static byte[] write(StateKey key, StateContent content) {
    StringBuilder text = new StringBuilder(MAGIC).append(VERSION).append('\n');
    text.append("command ");
    escape(key.command(), text);
    text.append("\nkey ");
    escape(key.name(), text);
    text.append("\nwritten ").append(content.writtenMillis()).append('\n');
    for (StateContent.Value value : content.values()) {
      text.append('.').append(value.name()).append(' ');
      escape(value.text(), text);
      text.append('\n');
    }
    int sum = crc(text.toString().getBytes(StandardCharsets.UTF_8));
    text.append("crc32 ").append(Integer.toHexString(sum)).append('\n');
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  static StateContent read(StateKey key, byte[] bytes) throws UnusableException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UnusableException("it is not UTF-8");
    }
    if (!text.startsWith(MAGIC)) {
      throw new UnusableException("it is not a state file");
    }
    List<String> lines = lines(text);
    String version = lines.get(0).substring(MAGIC.length());
    if (!version.equals(VERSION)) {
      throw new UnusableException("it is of version " + shortened(version) + ", not " + VERSION);
    }
    int last = lines.size() - 1;
    String sum = lines.get(last);
    int body = text.length() - sum.length() - 1;
    int crc = crc(text.substring(0, body).getBytes(StandardCharsets.UTF_8));
    if (last < 4 || !sum.equals("crc32 " + Integer.toHexString(crc))) {
      throw new UnusableException("its checksum does not fit");
    }
    if (!lines.get(1).equals("command " + escaped(key.command()))
        || !lines.get(2).equals("key " + escaped(key.name()))) {
      throw new UnusableException("it was written for another key");
    }
    List<StateContent.Value> values = new ArrayList<>();
    for (String line : lines.subList(4, last)) {
      values.add(value(line));
    }
    return new StateContent(written(lines.get(3)), values);
  }

  private static List<String> lines(String text) throws UnusableException {
    if (!text.endsWith("\n")) {
      throw new UnusableException("it is cut off");
    }
    List<String> lines = new ArrayList<>();
    int from = 0;
    for (int lf = text.indexOf('\n'); lf >= 0; lf = text.indexOf('\n', from)) {
      lines.add(text.substring(from, lf));
      from = lf + 1;
    }
    return lines;
  }

  private static long written(String line) throws UnusableException {
    try {
      if (line.startsWith("written ")) {
        return Long.parseLong(line.substring("written ".length()));
      }
    } catch (NumberFormatException e) {
      throw new UnusableException("the time it was written at is no number");
    }
    throw new UnusableException("it does not say when it was written");
  }

  private static StateContent.Value value(String line) throws UnusableException {
    int space = line.indexOf(' ');
    if (space < 2 || line.charAt(0) != '.' || !StateContent.isName(line.substring(1, space))) {
      throw new UnusableException("it has a line that is no value");
    }
    return new StateContent.Value(line.substring(1, space), unescaped(line.substring(space + 1)));
  }

  private static String escaped(String text) {
    StringBuilder out = new StringBuilder();
    escape(text, out);
    return out.toString();
  }

  private static void escape(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        default -> out.append(c);
      }
    }
  }

  private static String unescaped(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        c = text.charAt(++i);
        c = c == 'n' ? '\n' : c == 'r' ? '\r' : c;
      }
      out.append(c);
    }
    return out.toString();
  }

  private static String shortened(String text) {
    return text.length() > 20 ? text.substring(0, 20) + "…" : text;
  }

  private static int crc(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, bytes.length);
    return (int) crc.getValue();
  }
}
