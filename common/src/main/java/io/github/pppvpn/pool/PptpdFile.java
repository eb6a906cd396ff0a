package io.github.pppvpn.pool;

import java.util.ArrayList;
import java.util.List;

/** The lines of pptpd.conf that pptpd takes for keywords (configfile.c). */
final class PptpdFile {
  /** pptpd's MAX_CONFIG_STRING_SIZE, less the two chars that it leaves free. */
  private static final int MOST = 510;

  /** A keyword's line: its number, the keyword, and the rest up to trailing blanks. */
  record Line(int number, String keyword, String value) {
    /** The line as pptpd holds it. */
    String text() {
      return value.isEmpty() ? keyword : keyword + " " + value;
    }
  }

  private final List<Line> lines = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private PptpdFile() {}

  static PptpdFile parse(String text) {
    PptpdFile file = new PptpdFile();
    Fgets in = new Fgets(text, MOST);
    while (in.next()) {
      int number = in.line();
      if (!in.ended() && in.piece().length() >= MOST) {
        file.notes.add("line " + number + " is ignored, being longer than 509 chars");
        while (!in.ended() && in.next() && in.line() == number) {
          // Its rest is ignored with it.
        }
        continue;
      }
      file.take(number, withoutBlanksAtEnd(in.piece()));
    }
    file.noteRepetitions();
    return file;
  }

  /** The first line with this keyword, or null. */
  Line first(String keyword) {
    for (Line line : lines) {
      if (line.keyword().equals(keyword)) {
        return line;
      }
    }
    return null;
  }

  /** Sentences about lines that pptpd ignores though they look as if they mattered. */
  List<String> notes() {
    return notes;
  }

  private void take(int number, String line) {
    if (line.isEmpty() || line.charAt(0) == '#') {
      return;
    }
    if (isBlank(line.charAt(0))) {
      notes.add("line " + number + " is ignored, since it starts with a space");
      return;
    }
    int end = 0;
    while (end < line.length() && !isBlank(line.charAt(end))) {
      end++;
    }
    int value = end;
    while (value < line.length() && isBlank(line.charAt(value))) {
      value++;
    }
    String keyword = line.substring(0, end);
    lines.add(new Line(number, keyword, line.substring(value)));
    if (!isOfPool(keyword)
        && (keyword.equalsIgnoreCase("remoteip")
            || keyword.equalsIgnoreCase("localip")
            || keyword.equalsIgnoreCase("connections"))) {
      notes.add(
          "line " + number + " is ignored: pptpd's keywords are in small letters, not " + keyword);
    }
  }

  private void noteRepetitions() {
    for (Line line : lines) {
      if (isOfPool(line.keyword()) && first(line.keyword()).number() != line.number()) {
        notes.add(
            "line "
                + line.number()
                + " is ignored: the first "
                + line.keyword()
                + " alone counts, line "
                + first(line.keyword()).number());
      }
    }
  }

  private static boolean isOfPool(String keyword) {
    return keyword.equals("remoteip") || keyword.equals("localip") || keyword.equals("connections");
  }

  private static String withoutBlanksAtEnd(String line) {
    int end = line.length();
    while (end > 0 && isBlank(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(0, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
