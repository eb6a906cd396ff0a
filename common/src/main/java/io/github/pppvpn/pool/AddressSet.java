package io.github.pppvpn.pool;

import io.github.pppvpn.host.Ipv4;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Addresses without order and without repetition.
 *
 * @param ranges ascending, neither overlapping nor touching
 */
public record AddressSet(List<AddressRange> ranges) {
  /** No address. */
  public static final AddressSet EMPTY = new AddressSet(List.of());

  /**
   * @throws IllegalArgumentException if the ranges are not as they must be
   */
  public AddressSet {
    ranges = List.copyOf(ranges);
    for (int i = 1; i < ranges.size(); i++) {
      if (ranges.get(i).first().value() <= ranges.get(i - 1).last().value() + 1) {
        throw new IllegalArgumentException(ranges.get(i) + " is not above " + ranges.get(i - 1));
      }
    }
  }

  /** The addresses of these ranges, which may be in any order and overlap. */
  public static AddressSet of(List<AddressRange> ranges) {
    List<AddressRange> sorted = new ArrayList<>(ranges);
    sorted.sort(
        new Comparator<>() {
          @Override
          public int compare(AddressRange a, AddressRange b) {
            return a.first().compareTo(b.first());
          }
        });
    List<AddressRange> joined = new ArrayList<>();
    for (AddressRange range : sorted) {
      int top = joined.size() - 1;
      if (top >= 0 && range.first().value() <= joined.get(top).last().value() + 1) {
        AddressRange below = joined.get(top);
        if (below.last().compareTo(range.last()) < 0) {
          joined.set(top, new AddressRange(below.first(), range.last()));
        }
      } else {
        joined.add(range);
      }
    }
    return new AddressSet(joined);
  }

  /** These addresses and those of {@code range}. */
  public AddressSet plus(AddressRange range) {
    List<AddressRange> all = new ArrayList<>(ranges);
    all.add(range);
    return of(all);
  }

  /** These addresses without those of {@code range}. */
  public AddressSet minus(AddressRange range) {
    List<AddressRange> left = new ArrayList<>(ranges.size() + 1);
    for (AddressRange mine : ranges) {
      if (mine.first().compareTo(range.last()) > 0 || mine.last().compareTo(range.first()) < 0) {
        left.add(mine);
        continue;
      }
      if (mine.first().compareTo(range.first()) < 0) {
        left.add(new AddressRange(mine.first(), Ipv4.of(range.first().value() - 1)));
      }
      if (mine.last().compareTo(range.last()) > 0) {
        left.add(new AddressRange(Ipv4.of(range.last().value() + 1), mine.last()));
      }
    }
    return new AddressSet(left);
  }

  /** How many addresses. */
  public long size() {
    long size = 0;
    for (AddressRange range : ranges) {
      size += range.size();
    }
    return size;
  }

  /** Whether {@code address} is one of them; takes logarithmic time. */
  public boolean contains(Ipv4 address) {
    int low = 0;
    int high = ranges.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      AddressRange range = ranges.get(middle);
      if (address.compareTo(range.first()) < 0) {
        high = middle - 1;
      } else if (address.compareTo(range.last()) > 0) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }

  /** The ranges with commas between. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (AddressRange range : ranges) {
      text.append(text.length() == 0 ? "" : ",").append(range);
    }
    return text.toString();
  }
}
