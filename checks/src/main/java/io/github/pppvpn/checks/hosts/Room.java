package io.github.pppvpn.checks.hosts;

/**
 * How many hosts can be asked at a time.
 *
 * @param hosts so many
 * @param files how many files this process may have open, which is why
 */
record Room(int hosts, int files) {

  /**
   * That of this process.
   *
   * @param socketsEach how many sockets a conversation takes
   */
  static Room ofThisProcess(int socketsEach) {
    int files = OpenFiles.limit();
    return new Room(Math.max(1, OpenFiles.forSockets(files) / socketsEach), files);
  }

  /** What there is to say where more are to be asked. */
  String note() {
    return "At most "
        + hosts
        + " hosts were asked at a time, each for its share of the time: this process may have "
        + files
        + " files open (ulimit -n, LimitNOFILE=).";
  }
}
