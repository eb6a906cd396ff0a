package io.github.pppvpn.services;

/**
 * How often a service is asked, and how long a problem has to last before anybody is told.
 *
 * @param interval seconds between two checks while all is well
 * @param retry seconds between two checks while a problem is not yet confirmed
 * @param attempts how many checks in a row confirm it; 1 tells at once
 * @param reason why so, for the table in the README
 */
public record Pace(int interval, int retry, int attempts, String reason) {
  public Pace {
    if (interval < 1 || retry < 1 || attempts < 1) {
      throw new IllegalArgumentException("an interval, a retry and an attempt are 1 at least");
    }
  }

  /** Seconds from the first bad result to the alert. */
  public int sustained() {
    return retry * (attempts - 1);
  }

  /** As Icinga and people write it: {@code 30s}, {@code 5m}, {@code 1h}. */
  public static String shown(int seconds) {
    if (seconds % 3600 == 0 && seconds > 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
