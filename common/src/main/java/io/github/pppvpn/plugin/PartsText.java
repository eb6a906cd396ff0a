package io.github.pppvpn.plugin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is said of several things that were judged one by one. */
final class PartsText {
  /** So many are named each with what it has. */
  private static final int MOST_SINGLY = 8;

  /** So many are named of those that have the same, where there are more of all. */
  private static final int MOST_TOGETHER = 4;

  private static final State[] WORST_FIRST = {State.CRITICAL, State.WARNING, State.UNKNOWN};

  private final JudgedParts judged;
  private final List<JudgedPart> bad = new ArrayList<>();

  PartsText(JudgedParts judged) {
    this.judged = judged;
    for (State state : WORST_FIRST) {
      // Those that have the same stand together, in the order in which the first of each was found.
      Map<String, List<JudgedPart>> byWord = new LinkedHashMap<>();
      for (JudgedPart part : judged.parts()) {
        if (part.verdict().state() == state) {
          byWord.computeIfAbsent(part.word(), word -> new ArrayList<>()).add(part);
        }
      }
      byWord.values().forEach(bad::addAll);
    }
  }

  /**
   * For line 1: {@code 3 of 500 hosts CRITICAL: a (refused), b (silent), c (refused); 1 WARNING: d
   * (time 2.31 s)}. Empty if there is nothing to complain of.
   */
  String summary() {
    StringBuilder text = new StringBuilder();
    for (State state : WORST_FIRST) {
      List<JudgedPart> these = in(state);
      if (!these.isEmpty()) {
        text.append(text.length() == 0 ? "" : "; ").append(these.size());
        if (text.indexOf(" of ") < 0) {
          text.append(" of ").append(judged.parts().size());
          text.append(' ').append(judged.asked().noun());
        }
        text.append(' ').append(state).append(": ");
        text.append(these.size() <= MOST_SINGLY ? singly(these) : together(these));
      }
    }
    return text.toString();
  }

  private List<JudgedPart> in(State state) {
    List<JudgedPart> these = new ArrayList<>();
    for (JudgedPart part : bad) {
      if (part.verdict().state() == state) {
        these.add(part);
      }
    }
    return these;
  }

  private static String singly(List<JudgedPart> these) {
    StringBuilder text = new StringBuilder();
    for (JudgedPart part : these) {
      text.append(text.length() == 0 ? "" : ", ").append(part.name());
      if (!part.word().isEmpty()) {
        text.append(" (").append(part.word()).append(')');
      }
    }
    return text.toString();
  }

  /** {@code 280 refused (a, b, c, d, …), 20 silent (x, y, z, …)}. */
  private static String together(List<JudgedPart> these) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (JudgedPart part : these) {
      names.computeIfAbsent(part.word(), word -> new ArrayList<>()).add(part.name());
    }
    StringBuilder text = new StringBuilder();
    names.forEach(
        (word, all) -> {
          text.append(text.length() == 0 ? "" : ", ").append(all.size());
          text.append(word.isEmpty() ? "" : " ").append(word).append(" (");
          text.append(String.join(", ", all.subList(0, Math.min(MOST_TOGETHER, all.size()))));
          text.append(all.size() > MOST_TOGETHER ? ", …)" : ")");
        });
    return text.toString();
  }

  /**
   * A line for each that is bad, the worst first, with what to do where no line above has said so;
   * then what there is to say of the others.
   */
  List<Detail> lines() {
    List<Detail> lines = new ArrayList<>();
    Set<String> said = new HashSet<>();
    for (JudgedPart part : bad) {
      StringBuilder line = new StringBuilder().append(part.verdict().state()).append(": ");
      line.append(named(part));
      String end = ". ";
      for (Detail detail : part.verdict().details()) {
        if (detail.verbosity() == Detail.ALWAYS && said.add(detail.text())) {
          line.append(end).append(detail.text());
          end = " ";
        }
      }
      lines.add(new Detail(Detail.ALWAYS, line.toString()));
    }
    for (JudgedPart part : judged.parts()) {
      boolean isBad = part.verdict().state() != State.OK;
      for (Detail detail : part.verdict().details()) {
        if (detail.verbosity() == Detail.JUDGED) {
          lines.add(new Detail(Detail.JUDGED, part.name() + ": " + detail.text()));
        } else if (detail.verbosity() != Detail.ALWAYS || (!isBad && said.add(detail.text()))) {
          lines.add(detail);
        }
      }
    }
    return lines;
  }

  private static String named(JudgedPart part) {
    String summary = part.verdict().summary();
    return summary.startsWith(part.name()) ? summary : part.name() + ": " + summary;
  }
}
