package io.github.pppvpn.log.source;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Finds the places of a stored position among the files of a log as they are now. */
final class PlaceFinder {
  // logrotate's compressed files bear their source's time, cut to seconds by some versions.
  private static final long TIME_GRAIN_MILLIS = 1000;

  private static final int NOWHERE = -1;

  /**
   * As long as a time stamp of the precise kind, which the first lines of two files never share.
   */
  private static final int TELLING_BYTES = 32;

  private final Snapshot snapshot;
  private final LineTimes times;

  PlaceFinder(Snapshot snapshot, LineTimes times) {
    this.snapshot = snapshot;
    this.times = times;
  }

  ReadingStarts find(LogPosition position) throws IOException {
    List<Anchor> anchors = position.anchors();
    Anchor anchor = anchors.get(0);
    long[] starts = new long[snapshot.size()];
    Arrays.fill(starts, ReadingStarts.NOTHING);
    int before = NOWHERE;
    int at;
    for (Anchor older : anchors.subList(1, anchors.size())) {
      before = Math.max(before, find(older, starts));
    }
    boolean lost = false;
    if (anchor.offset() == 0) {
      // Nothing of the file had been read: everything behind the file before it is new.
      at = before + 1;
      int same = before == NOWHERE ? startingLike(anchor) : NOWHERE;
      if (same != NOWHERE) {
        at = same;
      } else if (before == NOWHERE) {
        at = firstNotOlder(anchor);
        lost = at == 0 && snapshot.size() > 1 && !snapshot.open(0).startsLike(anchor);
      }
      Arrays.fill(starts, at, starts.length, 0);
    } else {
      at = find(anchor, starts);
      if (at == NOWHERE) {
        lost = true;
        skipOlder(anchor, before + 1, starts);
      } else {
        Arrays.fill(starts, at + 1, starts.length, 0);
      }
    }
    return new ReadingStarts(starts, lost);
  }

  private int find(Anchor anchor, long[] starts) throws IOException {
    if (anchor.offset() == 0) {
      return NOWHERE;
    }
    int shorter = NOWHERE;
    for (int pass = 0; pass < 2; pass++) {
      for (int i = snapshot.size() - 1; i >= 0; i--) {
        boolean sameInode = snapshot.file(i).inode() == anchor.inode();
        // The same inode first: a copy looks alike while the original is still there.
        if (sameInode != (pass == 0) || snapshot.foreign(i)) {
          continue;
        }
        OpenFile file = snapshot.open(i);
        if (!file.startsLike(anchor) || snapshot.copied(i)) {
          continue;
        }
        if (file.holds(anchor)) {
          starts[i] = anchor.offset() == Anchor.END ? ReadingStarts.NOTHING : anchor.offset();
          return i;
        }
        if (shorter == NOWHERE
            && anchor.headLength() == Fingerprint.REACH
            && endsBefore(file, anchor)) {
          shorter = i;
        }
      }
    }
    if (shorter != NOWHERE && !snapshot.open(shorter).compressed()) {
      // The start of what was read, copied before the last lines came.
      starts[shorter] = snapshot.open(shorter).bytes().length();
    }
    return shorter;
  }

  /** The file whose start the anchor knows, if it knows enough of it to tell. */
  private int startingLike(Anchor anchor) throws IOException {
    if (anchor.headLength() < TELLING_BYTES) {
      return NOWHERE;
    }
    for (int pass = 0; pass < 2; pass++) {
      for (int i = snapshot.size() - 1; i >= 0; i--) {
        boolean sameInode = snapshot.file(i).inode() == anchor.inode();
        if (sameInode == (pass == 0)
            && !snapshot.foreign(i)
            && snapshot.open(i).startsLike(anchor)
            && !snapshot.copied(i)) {
          return i;
        }
      }
    }
    return NOWHERE;
  }

  private static boolean endsBefore(OpenFile file, Anchor anchor) {
    try {
      return file.bytes().read(anchor.offset() - 1, new byte[1], 0, 1) < 0;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * The oldest file written to since the anchor was noted: the anchor's own, then empty or nearly
   * so, or what has become of it.
   */
  private int firstNotOlder(Anchor anchor) throws IOException {
    int i = 0;
    while (i < snapshot.size() - 1) {
      LogFile file = snapshot.file(i);
      if (file.modifiedMillis() > anchor.modifiedMillis()
          || (file.modifiedMillis() == anchor.modifiedMillis() && file.inode() == anchor.inode())) {
        break;
      }
      i++;
    }
    return i;
  }

  /** Starts with the oldest file that is certainly newer than the anchor, which is in none. */
  private void skipOlder(Anchor anchor, int from, long[] starts) throws IOException {
    boolean found = false;
    for (int i = from; i < snapshot.size(); i++) {
      LogFile file = snapshot.file(i);
      boolean older =
          file.modifiedMillis() + TIME_GRAIN_MILLIS <= anchor.modifiedMillis()
              || snapshot.foreign(i)
              || snapshot.copied(i);
      if (found || !older) {
        starts[i] = found ? 0 : newStart(snapshot.open(i), anchor);
        found = true;
      }
    }
  }

  private long newStart(OpenFile file, Anchor anchor) throws IOException {
    boolean truncated = file.file().inode() == anchor.inode() && !file.compressed();
    if (anchor.lastMillis() == LineTimes.NONE || (truncated && !file.startsLike(anchor))) {
      return 0;
    }
    try {
      long first = firstStamp(file);
      if (first == LineTimes.NONE || first >= anchor.lastMillis()) {
        return 0;
      }
      return new TimeSearch(file.bytes(), times).firstAfter(anchor.lastMillis());
    } catch (IOException e) {
      return 0; // damaged; said when it is read
    }
  }

  private long firstStamp(OpenFile file) throws IOException {
    byte[] chunk = new byte[4 * 1024];
    int got = file.bytes().readFully(0, chunk, 0, chunk.length);
    int line = 0;
    for (int i = 0; i < got; i++) {
      if (chunk[i] == '\n') {
        long time = times.timeOf(chunk, line, i);
        if (time != LineTimes.NONE) {
          return time;
        }
        line = i + 1;
      }
    }
    return LineTimes.NONE;
  }
}
