package io.github.pppvpn.plugin;

import java.util.List;
import java.util.Optional;

/** The forms that standard output can have. */
enum OutputForm {
  TEXT("text"),
  JSON("json"),
  PROMETHEUS("prometheus");

  private final String word;

  OutputForm(String word) {
    this.word = word;
  }

  static Optional<OutputForm> of(String word) {
    for (OutputForm form : values()) {
      if (form.word.equals(word)) {
        return Optional.of(form);
      }
    }
    return Optional.empty();
  }

  /**
   * The form that the words of a command line ask for, as far as a glance tells, so that a wrong
   * option is answered in it.
   */
  static OutputForm glance(List<String> words) {
    for (OutputForm form : values()) {
      int at = words.indexOf("--output");
      if (words.contains("--output=" + form.word)
          || (at >= 0 && at + 1 < words.size() && words.get(at + 1).equals(form.word))) {
        return form;
      }
    }
    return TEXT;
  }
}
