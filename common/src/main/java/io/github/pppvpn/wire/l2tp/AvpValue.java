package io.github.pppvpn.wire.l2tp;

import io.github.pppvpn.wire.MalformedMessageException;
import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.Unsigned;
import io.github.pppvpn.wire.WireReader;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * The value of an AVP, immutable (RFC 2661 section 4.4). Numbers are unsigned; the constructors
 * throw {@link IllegalArgumentException} for what cannot be sent.
 */
public sealed interface AvpValue permits AvpValue.Simple, ResultCode, CauseCode, CallErrors, Accm {
  /** Bytes on the wire. */
  int length();

  /** Puts {@link #length()} bytes into {@code out}. */
  void put(ByteBuffer out);

  /** A value without a record of its own. */
  sealed interface Simple extends AvpValue {}

  /** Sequencing Required: being there is all it says. */
  record Empty() implements Simple {
    @Override
    public int length() {
      return 0;
    }

    @Override
    public void put(ByteBuffer out) {}
  }

  /** 16 bits. */
  record U16(int value) implements Simple {
    public U16 {
      Unsigned.check16("the value of an AVP", value);
    }

    @Override
    public int length() {
      return 2;
    }

    @Override
    public void put(ByteBuffer out) {
      out.putShort((short) value);
    }
  }

  /** 32 bits. */
  record U32(long value) implements Simple {
    public U32 {
      Unsigned.check32("the value of an AVP", value);
    }

    @Override
    public int length() {
      return 4;
    }

    @Override
    public void put(ByteBuffer out) {
      out.putInt((int) value);
    }
  }

  /** Bytes: a challenge, a random vector, LCP options. */
  record Bytes(Octets octets) implements Simple {
    public Bytes {
      checkLength(octets.length());
    }

    @Override
    public int length() {
      return octets.length();
    }

    @Override
    public void put(ByteBuffer out) {
      octets.putInto(out);
    }
  }

  /** A name or a number in digits, one char for each octet. */
  record Text(String text) implements Simple {
    public Text {
      checkLength(Octets.ofText(text).length());
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public void put(ByteBuffer out) {
      Octets.ofText(text).putInto(out);
    }
  }

  /** Protocol Version: 1 and 0 is the one of RFC 2661. */
  record ProtocolVersion(int version, int revision) implements Simple {
    public ProtocolVersion {
      Unsigned.check8("Ver", version);
      Unsigned.check8("Rev", revision);
    }

    @Override
    public int length() {
      return 2;
    }

    @Override
    public void put(ByteBuffer out) {
      out.put((byte) version);
      out.put((byte) revision);
    }
  }

  /** As it came: hidden, of an unknown type, or not of the form that its type has. */
  record Raw(Octets octets) implements Simple {
    public Raw {
      checkLength(octets.length());
    }

    @Override
    public int length() {
      return octets.length();
    }

    @Override
    public void put(ByteBuffer out) {
      octets.putInto(out);
    }
  }

  /** The bytes themselves. */
  default Octets toOctets() {
    ByteBuffer out = ByteBuffer.allocate(length());
    put(out);
    return Octets.of(out.array());
  }

  /** The value with these bytes: {@link Raw} where they have not the form of {@code type}. */
  static AvpValue of(AvpType type, Octets octets) {
    WireReader in = new WireReader(octets.asBuffer());
    try {
      AvpValue value = read(type, in);
      return in.remaining() == 0 ? value : new Raw(octets);
    } catch (MalformedMessageException e) {
      return new Raw(octets);
    }
  }

  private static AvpValue read(AvpType type, WireReader in) throws MalformedMessageException {
    return switch (type.form()) {
      case EMPTY -> new Empty();
      case U16 -> new U16(in.u16());
      case U32 -> new U32(in.u32());
      case OCTETS -> new Bytes(in.rest());
      case OCTETS_8 -> new Bytes(in.octets(8));
      case OCTETS_16 -> new Bytes(in.octets(16));
      case TEXT -> new Text(in.rest().text());
      case PROTOCOL_VERSION -> new ProtocolVersion(in.u8(), in.u8());
      case RESULT_CODE -> {
        int result = in.u16();
        yield in.remaining() == 0
            ? new ResultCode(result, OptionalInt.empty(), "")
            : new ResultCode(result, OptionalInt.of(in.u16()), in.rest().text());
      }
      case CAUSE_CODE -> new CauseCode(in.u16(), in.u8(), in.rest().text());
      case CALL_ERRORS -> {
        in.skip(2);
        yield new CallErrors(in.u32(), in.u32(), in.u32(), in.u32(), in.u32(), in.u32());
      }
      case ACCM -> {
        in.skip(2);
        yield new Accm(in.u32(), in.u32());
      }
    };
  }

  private static void checkLength(int length) {
    if (length > L2tp.MAX_AVP_VALUE_LENGTH) {
      throw new IllegalArgumentException(
          "an AVP holds " + L2tp.MAX_AVP_VALUE_LENGTH + " bytes, not " + length);
    }
  }
}
