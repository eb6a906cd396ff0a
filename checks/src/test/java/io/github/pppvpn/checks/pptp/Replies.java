package io.github.pppvpn.checks.pptp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.pppvpn.wire.pptp.ControlMessageCodec;
import io.github.pppvpn.wire.pptp.EchoRequest;
import io.github.pppvpn.wire.pptp.StartControlConnectionReply;
import io.github.pppvpn.wire.pptp.StopControlConnectionReply;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Start-Control-Connection-Replies, right and wrong. */
final class Replies {
  /** pptpd's own, byte for byte. */
  static final byte[] GOOD = reply(1, 0);

  static final byte[] STOPPED = ControlMessageCodec.encode(new StopControlConnectionReply(1, 0));

  private static final int LENGTH = 0;
  private static final int MESSAGE_TYPE = 2;
  private static final int COOKIE = 4;
  private static final int CONTROL_TYPE = 8;
  private static final int VERSION = 12;
  private static final int HOST_NAME = 28;
  private static final int VENDOR = 92;

  private Replies() {}

  static byte[] reply(int resultCode, int errorCode) {
    return ControlMessageCodec.encode(
        new StartControlConnectionReply(
            0x0100, resultCode, errorCode, 0, 0, 1, 1, "local", "linux"));
  }

  /** The first bytes of a good one. */
  static byte[] beginning(int length) {
    return Arrays.copyOf(GOOD, length);
  }

  static byte[] withLength(int length) {
    return with(LENGTH, length);
  }

  static byte[] withMessageType(int type) {
    return with(MESSAGE_TYPE, type);
  }

  static byte[] withCookie(int cookie) {
    byte[] bytes = GOOD.clone();
    ByteBuffer.wrap(bytes).putInt(COOKIE, cookie);
    return bytes;
  }

  static byte[] withControlType(int type) {
    return with(CONTROL_TYPE, type);
  }

  static byte[] withVersion(int version) {
    return with(VERSION, version);
  }

  /** Host name and vendor as they are, each char an octet, at most 64. */
  static byte[] withNames(String hostName, String vendor) {
    byte[] bytes = GOOD.clone();
    put(bytes, HOST_NAME, hostName);
    put(bytes, VENDOR, vendor);
    return bytes;
  }

  private static void put(byte[] bytes, int at, String text) {
    byte[] field = new byte[64];
    byte[] octets = text.getBytes(ISO_8859_1);
    System.arraycopy(octets, 0, field, 0, octets.length);
    System.arraycopy(field, 0, bytes, at, field.length);
  }

  private static byte[] with(int at, int value) {
    byte[] bytes = GOOD.clone();
    ByteBuffer.wrap(bytes).putShort(at, (short) value);
    return bytes;
  }

  static byte[] echoRequest(long identifier) {
    return ControlMessageCodec.encode(new EchoRequest(identifier));
  }

  static byte[] repeated(byte[] bytes, int times) {
    byte[][] parts = new byte[times][];
    Arrays.fill(parts, bytes);
    return join(parts);
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
