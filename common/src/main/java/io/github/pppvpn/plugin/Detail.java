package io.github.pppvpn.plugin;

/**
 * A line below the first.
 *
 * @param verbosity the number of {@code -v} from which it is shown; 0 for always
 * @param text the line, without a line end
 */
public record Detail(int verbosity, String text) {

  /** Shown always. */
  public static final int ALWAYS = 0;

  /** Shown with {@code -v}: what was looked at. */
  public static final int LOOKED_AT = 1;

  /** Shown with {@code -vv}: how each metric was judged. */
  public static final int JUDGED = 2;

  /** Shown with {@code -vvv}: the wire exchange, the log lines that counted. */
  public static final int WIRE = 3;
}
