package io.github.pppvpn.wire.ppp;

import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.Unsigned;
import io.github.pppvpn.wire.WireReader;
import java.nio.ByteBuffer;

/**
 * One LCP configuration option, immutable (RFC 1661 section 6, RFC 1662, 1570, 1990, 2125).
 *
 * <p>Numbers are unsigned; the constructors throw {@link IllegalArgumentException} for what cannot
 * be sent.
 */
public sealed interface LcpOption {
  int MAXIMUM_RECEIVE_UNIT = 1;
  int ASYNC_CONTROL_CHARACTER_MAP = 2;
  int AUTHENTICATION_PROTOCOL = 3;
  int QUALITY_PROTOCOL = 4;
  int MAGIC_NUMBER = 5;
  int PROTOCOL_FIELD_COMPRESSION = 7;
  int ADDRESS_AND_CONTROL_FIELD_COMPRESSION = 8;
  int CALLBACK = 13;
  int MULTILINK_MRRU = 17;
  int SHORT_SEQUENCE_NUMBER = 18;
  int ENDPOINT_DISCRIMINATOR = 19;
  int LINK_DISCRIMINATOR = 23;

  /** The longest value: the option's Length is one octet and counts Type and Length. */
  int MAX_VALUE_LENGTH = 253;

  /** The Type field, 0 to 255. */
  int type();

  /** Bytes behind Type and Length. */
  int valueLength();

  /** Puts what stands behind Type and Length, {@link #valueLength()} bytes, into {@code out}. */
  void putValue(ByteBuffer out);

  /**
   * The largest Information field that the sender takes (RFC 1661 section 6.1).
   *
   * @param octets 1500 where the option is left out
   */
  record MaximumReceiveUnit(int octets) implements LcpOption {
    public MaximumReceiveUnit {
      Unsigned.check16("Maximum-Receive-Unit", octets);
    }

    @Override
    public int type() {
      return MAXIMUM_RECEIVE_UNIT;
    }

    @Override
    public int valueLength() {
      return 2;
    }

    @Override
    public void putValue(ByteBuffer out) {
      out.putShort((short) octets);
    }
  }

  /**
   * The control characters that the sender wants escaped (RFC 1662 section 7.1); without a meaning
   * in GRE and L2TP, but pppd asks for it.
   *
   * @param map a bit for each of the characters 0 to 31
   */
  record AsyncControlCharacterMap(long map) implements LcpOption {
    public AsyncControlCharacterMap {
      Unsigned.check32("Async-Control-Character-Map", map);
    }

    @Override
    public int type() {
      return ASYNC_CONTROL_CHARACTER_MAP;
    }

    @Override
    public int valueLength() {
      return 4;
    }

    @Override
    public void putValue(ByteBuffer out) {
      out.putInt((int) map);
    }
  }

  /**
   * How the sender wants its peer to authenticate (RFC 1661 section 6.2).
   *
   * @param protocol a {@link PppProtocol}
   * @param data of CHAP one octet, the algorithm
   */
  record AuthenticationProtocol(int protocol, Octets data) implements LcpOption {
    public AuthenticationProtocol {
      Unsigned.check16("Authentication-Protocol", protocol);
      checkLength(2 + data.length());
    }

    @Override
    public int type() {
      return AUTHENTICATION_PROTOCOL;
    }

    @Override
    public int valueLength() {
      return 2 + data.length();
    }

    @Override
    public void putValue(ByteBuffer out) {
      out.putShort((short) protocol);
      data.putInto(out);
    }

    /** Its usual name: {@code PAP}, {@code MS-CHAP-V2}, {@code CHAP with algorithm 6}. */
    public String name() {
      if (protocol != PppProtocol.CHAP || data.length() != 1) {
        return PppProtocol.name(protocol);
      }
      return switch (data.at(0)) {
        case 0x05 -> "CHAP-MD5";
        case 0x80 -> "MS-CHAP";
        case 0x81 -> "MS-CHAP-V2";
        default -> "CHAP with algorithm " + data.at(0);
      };
    }
  }

  /**
   * How the sender wants the link's quality to be watched (RFC 1661 section 6.3).
   *
   * @param protocol a {@link PppProtocol}
   */
  record QualityProtocol(int protocol, Octets data) implements LcpOption {
    public QualityProtocol {
      Unsigned.check16("Quality-Protocol", protocol);
      checkLength(2 + data.length());
    }

    @Override
    public int type() {
      return QUALITY_PROTOCOL;
    }

    @Override
    public int valueLength() {
      return 2 + data.length();
    }

    @Override
    public void putValue(ByteBuffer out) {
      out.putShort((short) protocol);
      data.putInto(out);
    }
  }

  /** What tells the sender from its own looped-back packets (RFC 1661 section 6.4). */
  record MagicNumber(long number) implements LcpOption {
    public MagicNumber {
      Unsigned.check32("Magic-Number", number);
    }

    @Override
    public int type() {
      return MAGIC_NUMBER;
    }

    @Override
    public int valueLength() {
      return 4;
    }

    @Override
    public void putValue(ByteBuffer out) {
      out.putInt((int) number);
    }
  }

  /** An option that is its own value: Types 7, 8 and 18. */
  record Flag(int type) implements LcpOption {
    public Flag {
      if (type != PROTOCOL_FIELD_COMPRESSION
          && type != ADDRESS_AND_CONTROL_FIELD_COMPRESSION
          && type != SHORT_SEQUENCE_NUMBER) {
        throw new IllegalArgumentException("option " + type + " is not one without a value");
      }
    }

    @Override
    public int valueLength() {
      return 0;
    }

    @Override
    public void putValue(ByteBuffer out) {}
  }

  /**
   * The sender wants to be called back (RFC 1570 section 2.3).
   *
   * @param operation what the message is; Microsoft's 6 is left to CBCP
   */
  record Callback(int operation, Octets message) implements LcpOption {
    public Callback {
      Unsigned.check8("Callback Operation", operation);
      checkLength(1 + message.length());
    }

    @Override
    public int type() {
      return CALLBACK;
    }

    @Override
    public int valueLength() {
      return 1 + message.length();
    }

    @Override
    public void putValue(ByteBuffer out) {
      out.put((byte) operation);
      message.putInto(out);
    }
  }

  /** The sender speaks Multilink: the largest packet that it puts together (RFC 1990, 5.1.1). */
  record MultilinkMrru(int octets) implements LcpOption {
    public MultilinkMrru {
      Unsigned.check16("Max-Receive-Reconstructed-Unit", octets);
    }

    @Override
    public int type() {
      return MULTILINK_MRRU;
    }

    @Override
    public int valueLength() {
      return 2;
    }

    @Override
    public void putValue(ByteBuffer out) {
      out.putShort((short) octets);
    }
  }

  /**
   * Who the sender is, so that its links find together (RFC 1990 section 5.1.3).
   *
   * @param addressClass 0 null, 1 local, 2 IP, 3 MAC, 4 magic number, 5 telephone number
   */
  record EndpointDiscriminator(int addressClass, Octets address) implements LcpOption {
    public EndpointDiscriminator {
      Unsigned.check8("Endpoint-Discriminator Class", addressClass);
      checkLength(1 + address.length());
    }

    @Override
    public int type() {
      return ENDPOINT_DISCRIMINATOR;
    }

    @Override
    public int valueLength() {
      return 1 + address.length();
    }

    @Override
    public void putValue(ByteBuffer out) {
      out.put((byte) addressClass);
      address.putInto(out);
    }
  }

  /** The number of this link of the sender (RFC 2125 section 8.1). */
  record LinkDiscriminator(int number) implements LcpOption {
    public LinkDiscriminator {
      Unsigned.check16("Link-Discriminator", number);
    }

    @Override
    public int type() {
      return LINK_DISCRIMINATOR;
    }

    @Override
    public int valueLength() {
      return 2;
    }

    @Override
    public void putValue(ByteBuffer out) {
      out.putShort((short) number);
    }
  }

  /**
   * An option of a type without a record, or whose value cannot be what its type says, as it came.
   */
  record Raw(int type, Octets value) implements LcpOption {
    public Raw {
      Unsigned.check8("Option Type", type);
      checkLength(value.length());
    }

    @Override
    public int valueLength() {
      return value.length();
    }

    @Override
    public void putValue(ByteBuffer out) {
      value.putInto(out);
    }
  }

  /** The option with these bytes: a typed one where they have its form, else {@link Raw}. */
  static LcpOption of(int type, Octets value) {
    WireReader in = new WireReader(value.asBuffer());
    try {
      LcpOption option =
          switch (type) {
            case MAXIMUM_RECEIVE_UNIT -> new MaximumReceiveUnit(in.u16());
            case ASYNC_CONTROL_CHARACTER_MAP -> new AsyncControlCharacterMap(in.u32());
            case AUTHENTICATION_PROTOCOL -> new AuthenticationProtocol(in.u16(), in.rest());
            case QUALITY_PROTOCOL -> new QualityProtocol(in.u16(), in.rest());
            case MAGIC_NUMBER -> new MagicNumber(in.u32());
            case PROTOCOL_FIELD_COMPRESSION,
                ADDRESS_AND_CONTROL_FIELD_COMPRESSION,
                SHORT_SEQUENCE_NUMBER ->
                new Flag(type);
            case CALLBACK -> new Callback(in.u8(), in.rest());
            case MULTILINK_MRRU -> new MultilinkMrru(in.u16());
            case ENDPOINT_DISCRIMINATOR -> new EndpointDiscriminator(in.u8(), in.rest());
            case LINK_DISCRIMINATOR -> new LinkDiscriminator(in.u16());
            default -> new Raw(type, in.rest());
          };
      return in.remaining() == 0 ? option : new Raw(type, value);
    } catch (MalformedMessageException e) {
      return new Raw(type, value);
    }
  }

  private static void checkLength(int valueLength) {
    if (valueLength > MAX_VALUE_LENGTH) {
      throw new IllegalArgumentException(
          "an LCP option holds " + MAX_VALUE_LENGTH + " bytes, not " + valueLength);
    }
  }
}
