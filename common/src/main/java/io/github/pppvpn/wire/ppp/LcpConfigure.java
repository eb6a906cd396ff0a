package io.github.pppvpn.wire.ppp;

import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.Unsigned;
import io.github.pppvpn.wire.WireReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Configure-Request, -Ack, -Nak or -Reject (RFC 1661 sections 5.1 to 5.4).
 *
 * @param code 1 to 4
 * @param options in their order; in a Nak the values the sender would take, in a Reject those that
 *     it will not discuss
 */
public record LcpConfigure(int code, int identifier, List<LcpOption> options) implements LcpPacket {

  public LcpConfigure {
    if (code < LcpCode.CONFIGURE_REQUEST || code > LcpCode.CONFIGURE_REJECT) {
      throw new IllegalArgumentException("no Configure packet has the code " + code);
    }
    Unsigned.check8("Identifier", identifier);
    options = List.copyOf(options);
    if (length(options) > MAX_DATA_LENGTH) {
      throw new IllegalArgumentException("the options are longer than an LCP packet");
    }
  }

  /** A Configure-Request. */
  public static LcpConfigure request(int identifier, List<LcpOption> options) {
    return new LcpConfigure(LcpCode.CONFIGURE_REQUEST, identifier, options);
  }

  /** A Configure-Ack. */
  public static LcpConfigure ack(int identifier, List<LcpOption> options) {
    return new LcpConfigure(LcpCode.CONFIGURE_ACK, identifier, options);
  }

  /** A Configure-Nak. */
  public static LcpConfigure nak(int identifier, List<LcpOption> options) {
    return new LcpConfigure(LcpCode.CONFIGURE_NAK, identifier, options);
  }

  /** A Configure-Reject. */
  public static LcpConfigure reject(int identifier, List<LcpOption> options) {
    return new LcpConfigure(LcpCode.CONFIGURE_REJECT, identifier, options);
  }

  static LcpConfigure read(int code, int identifier, WireReader in)
      throws MalformedMessageException {
    List<LcpOption> options = new ArrayList<>();
    while (in.remaining() > 0) {
      int type = in.u8();
      int length = in.u8();
      if (length < 2 || length - 2 > in.remaining()) {
        throw new MalformedMessageException(
            "option "
                + type
                + " of a "
                + LcpCode.name(code)
                + " claims "
                + length
                + " bytes, "
                + (2 + in.remaining())
                + " are there");
      }
      options.add(LcpOption.of(type, in.octets(length - 2)));
    }
    return new LcpConfigure(code, identifier, options);
  }

  /** Whether these are its options, byte for byte; cheaper at a JVM's start than equals. */
  boolean hasOptions(List<LcpOption> others) {
    return bytes(options).equals(bytes(others));
  }

  @Override
  public int dataLength() {
    return length(options);
  }

  @Override
  public void putData(ByteBuffer out) {
    put(out, options);
  }

  private static ByteBuffer bytes(List<LcpOption> options) {
    ByteBuffer out = ByteBuffer.allocate(length(options));
    put(out, options);
    return out.flip();
  }

  private static void put(ByteBuffer out, List<LcpOption> options) {
    for (LcpOption option : options) {
      out.put((byte) option.type());
      out.put((byte) (2 + option.valueLength()));
      option.putValue(out);
    }
  }

  private static int length(List<LcpOption> options) {
    int length = 0;
    for (LcpOption option : options) {
      length += 2 + option.valueLength();
    }
    return length;
  }
}
