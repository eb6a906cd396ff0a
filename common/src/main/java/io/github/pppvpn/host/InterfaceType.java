package io.github.pppvpn.host;

/** What kind of link an interface is: /sys/class/net/NAME/type (include/uapi/linux/if_arp.h). */
public final class InterfaceType {
  /** ARPHRD_PPP. */
  public static final int PPP = 512;

  private InterfaceType() {}

  /** Whether the kernel has an interface of that name, whatever its list says. */
  public static boolean exists(HostRoot root, String name) {
    return !name.isEmpty()
        && name.indexOf('/') < 0
        && !name.startsWith(".")
        && root.exists("/sys/class/net/" + name);
  }

  /**
   * The number of the interface's kind; -1 if the interface has gone meanwhile.
   *
   * @throws NotVisibleException if it is there and cannot be read
   */
  public static int of(HostRoot root, String name) throws NotVisibleException {
    if (name.isEmpty() || name.indexOf('/') >= 0 || name.startsWith(".")) {
      return -1;
    }
    try {
      Scan in = new Scan(root.read("/sys/class/net/" + name + "/type"));
      return in.line() ? (int) Math.min(Integer.MAX_VALUE, in.number()) : -1;
    } catch (NotVisibleException e) {
      if (e.why() == NotVisibleException.Why.ABSENT && root.exists("/sys/class/net")) {
        return -1;
      }
      throw e;
    }
  }
}
