package io.github.pppvpn.wire.ppp;

/** Protocol field values (IANA's PPP DLL protocol numbers) that a VPN server speaks of. */
public final class PppProtocol {
  public static final int IPV4 = 0x0021;
  public static final int MULTILINK = 0x003D;
  public static final int IPV6 = 0x0057;

  /** A compressed datagram: MPPE and MPPC travel as this. */
  public static final int COMPRESSED = 0x00FD;

  public static final int IPCP = 0x8021;
  public static final int IPV6CP = 0x8057;
  public static final int CCP = 0x80FD;
  public static final int LCP = 0xC021;
  public static final int PAP = 0xC023;
  public static final int LINK_QUALITY_REPORT = 0xC025;
  public static final int CHAP = 0xC223;
  public static final int EAP = 0xC227;

  private PppProtocol() {}

  /**
   * Whether a frame may have this protocol: the low bits of its two octets are 0 and 1, and it is
   * not 00FF.
   */
  public static boolean isPossible(int protocol) {
    return protocol >= 0
        && protocol <= 0xFFFF
        && (protocol & 0x0101) == 0x0001
        && protocol != 0x00FF;
  }

  /** Whether it is a network control protocol (8xxx), which follows the authentication. */
  public static boolean isNetworkControl(int protocol) {
    return (protocol & 0xC000) == 0x8000;
  }

  /** Its usual name, or {@code protocol 0x4021}. */
  public static String name(int protocol) {
    return switch (protocol) {
      case IPV4 -> "IP";
      case MULTILINK -> "MP";
      case IPV6 -> "IPv6";
      case COMPRESSED -> "compressed datagram";
      case IPCP -> "IPCP";
      case IPV6CP -> "IPV6CP";
      case CCP -> "CCP";
      case LCP -> "LCP";
      case PAP -> "PAP";
      case LINK_QUALITY_REPORT -> "LQR";
      case CHAP -> "CHAP";
      case EAP -> "EAP";
      default -> "protocol 0x" + Integer.toHexString(0x10000 | protocol).substring(1);
    };
  }
}
