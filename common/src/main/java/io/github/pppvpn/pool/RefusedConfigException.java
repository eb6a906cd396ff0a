package io.github.pppvpn.pool;

/**
 * A configuration that its daemon refuses: it does not start with it, or does not restart.
 *
 * <p>{@link #getMessage()} is a sentence that quotes the line and what the daemon says of it.
 */
public final class RefusedConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final int line;
  private final String text;
  private final String said;

  RefusedConfigException(String daemon, int line, String text, String said) {
    this(daemon, "", line, text, said);
  }

  /** The line stands in {@code file}, which the configuration takes in; empty for its own. */
  RefusedConfigException(String daemon, String file, int line, String text, String said) {
    super(
        daemon
            + " does not start with "
            + (line == 0
                ? "its defaults"
                : "line " + line + (file.isEmpty() ? "" : " of " + file) + " \"" + text + "\"")
            + ": "
            + said);
    this.file = file;
    this.line = line;
    this.text = text;
    this.said = said;
  }

  /** The file that the configuration takes in and that has the line; empty for its own. */
  public String file() {
    return file;
  }

  /** The number of the line, from 1; 0 where no line is to blame. */
  public int line() {
    return line;
  }

  /** The line as it stands, without its end. */
  public String text() {
    return text;
  }

  /** What the daemon logs, word for word where it logs anything. */
  public String said() {
    return said;
  }
}
