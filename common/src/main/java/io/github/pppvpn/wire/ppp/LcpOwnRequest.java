package io.github.pppvpn.wire.ppp;

import io.github.pppvpn.wire.ppp.LcpOption.Flag;
import io.github.pppvpn.wire.ppp.LcpOption.MagicNumber;
import io.github.pppvpn.wire.ppp.LcpOption.MaximumReceiveUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** What our side asks for, and how it gives way. */
final class LcpOwnRequest {
  private static final int SMALLEST_MRU = 64;

  private final LongSupplier random;
  private List<LcpOption> options;
  private long magic;
  private long magicBefore;

  LcpOwnRequest(LcpSettings settings, LongSupplier random) {
    this.random = random;
    List<LcpOption> wanted = new ArrayList<>();
    if (settings.mru().isPresent()) {
      wanted.add(new MaximumReceiveUnit(settings.mru().getAsInt()));
    }
    magic = newMagic();
    wanted.add(new MagicNumber(magic));
    if (settings.compression()) {
      wanted.add(new Flag(LcpOption.PROTOCOL_FIELD_COMPRESSION));
      wanted.add(new Flag(LcpOption.ADDRESS_AND_CONTROL_FIELD_COMPRESSION));
    }
    options = List.copyOf(wanted);
  }

  List<LcpOption> options() {
    return options;
  }

  /** Our Magic-Number, 0 if the peer would have none. */
  long magic() {
    return magic;
  }

  /** Whether a Magic-Number in a packet that came is one of ours. */
  boolean isOurs(long number) {
    return number != 0 && (number == magic || number == magicBefore);
  }

  boolean isOurs(List<LcpOption> theirs) {
    for (LcpOption option : theirs) {
      if (option instanceof MagicNumber number && isOurs(number.number())) {
        return true;
      }
    }
    return false;
  }

  /** Takes another Magic-Number, if we have one at all. */
  void changeMagic() {
    List<LcpOption> changed = new ArrayList<>(options.size());
    for (LcpOption option : options) {
      if (option instanceof MagicNumber) {
        magicBefore = magic;
        magic = newMagic();
        changed.add(new MagicNumber(magic));
      } else {
        changed.add(option);
      }
    }
    options = List.copyOf(changed);
  }

  /** Takes what the peer would rather have, as far as we know it and it makes sense. */
  void nak(List<LcpOption> wishes) {
    for (LcpOption wish : wishes) {
      if (wish instanceof MagicNumber) {
        changeMagic();
      } else if (wish instanceof MaximumReceiveUnit mru && mru.octets() >= SMALLEST_MRU) {
        List<LcpOption> changed = new ArrayList<>(options);
        changed.replaceAll(option -> option instanceof MaximumReceiveUnit ? mru : option);
        options = List.copyOf(changed);
      }
    }
  }

  /**
   * Leaves out what the peer will not discuss.
   *
   * @return whether all of that was asked for; if not, nothing changes
   */
  boolean reject(List<LcpOption> rejected) {
    if (rejected.isEmpty() || !options.containsAll(rejected)) {
      return false;
    }
    List<LcpOption> rest = new ArrayList<>(options);
    rest.removeAll(rejected);
    for (LcpOption option : rejected) {
      if (option instanceof MagicNumber) {
        magic = 0;
        magicBefore = 0;
      }
    }
    options = List.copyOf(rest);
    return true;
  }

  private long newMagic() {
    long number = random.getAsLong() & 0xFFFFFFFFL;
    // 0 stands for none. A poor source must not make a changed number the same as before.
    return number == 0 || number == magic ? ((magic + 1) & 0x7FFFFFFFL) | 1 : number;
  }
}
