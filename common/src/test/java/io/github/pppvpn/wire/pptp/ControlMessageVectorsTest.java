package io.github.pppvpn.wire.pptp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes of real daemons, and what they say. */
class ControlMessageVectorsTest {
  private static final Map<String, ControlMessage> VECTORS = new TreeMap<>();

  static {
    VECTORS.put(
        "start-control-connection-request.pptp-linux",
        new StartControlConnectionRequest(0x0100, 3, 3, 65535, 1, "local", "cananian"));
    VECTORS.put(
        "start-control-connection-request.version-2",
        new StartControlConnectionRequest(0x0200, 3, 3, 0, 1, "probe.example", "hand"));
    VECTORS.put(
        "start-control-connection-reply.pptpd",
        new StartControlConnectionReply(0x0100, 1, 0, 0, 0, 1, 1, "local", "linux"));
    VECTORS.put("stop-control-connection-request.by-hand", new StopControlConnectionRequest(1));
    VECTORS.put("stop-control-connection-reply.pptpd", new StopControlConnectionReply(1, 0));
    VECTORS.put("stop-control-connection-reply.pptp-linux", new StopControlConnectionReply(1, 0));
    VECTORS.put("echo-request.pptp-linux", new EchoRequest(1));
    VECTORS.put("echo-reply.pptpd", new EchoReply(1, 1, 0));
    VECTORS.put("echo-reply.pptp-linux", new EchoReply(0xCAFE0001L, 1, 0));
    VECTORS.put(
        "outgoing-call-request.pptp-linux",
        new OutgoingCallRequest(0x4AA4, 0, 2400, 10_000_000, 3, 3, 3, 0, 10, "0123456789", ""));
    VECTORS.put(
        "outgoing-call-reply.pptpd",
        new OutgoingCallReply(0, 0x4AA4, 1, 0, 0, 10_000_000, 3, 0, 0));
    VECTORS.put(
        "outgoing-call-reply.pptpd-second-call",
        new OutgoingCallReply(0x0281, 0x4142, 1, 0, 0, 100_000_000, 64, 0, 0));
    VECTORS.put(
        "incoming-call-request.from-rfc",
        new IncomingCallRequest(0x0102, 0x0304, 2, 0x05060708L, 4, 6, "5551", "020304", "sub7"));
    VECTORS.put(
        "incoming-call-reply.from-rfc",
        new IncomingCallReply(0x1112, 0x0102, 3, 0, 0x1314, 0x1516));
    VECTORS.put(
        "incoming-call-connected.from-rfc",
        new IncomingCallConnected(0x1112, 64_000, 0x2122, 0x2324, 1));
    VECTORS.put("call-clear-request.pptp-linux", new CallClearRequest(0x4AA4));
    VECTORS.put("call-disconnect-notify.pptp-linux", new CallDisconnectNotify(0xB501, 1, 0, 0, ""));
    VECTORS.put(
        "wan-error-notify.from-rfc",
        new WanErrorNotify(0x3132, 1, 0x02000000L, 0xFFFFFFFEL, 4, 5, 6));
    VECTORS.put("set-link-info.by-hand", new SetLinkInfo(0x0180, 0xFFFFFFFFL, 0xFFFFFFFFL));
  }

  static Stream<String> names() {
    return VECTORS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void decodes(String name) throws Exception {
    ByteBuffer in = ByteBuffer.wrap(HexVector.read(name));
    assertEquals(VECTORS.get(name), ControlMessageCodec.decode(in));
    assertEquals(0, in.remaining());
  }

  @ParameterizedTest
  @MethodSource("names")
  void encodes(String name) {
    assertArrayEquals(HexVector.read(name), ControlMessageCodec.encode(VECTORS.get(name)));
  }

  @Test
  void everyTypeHasOne() {
    Set<ControlMessageType> missing = EnumSet.allOf(ControlMessageType.class);
    VECTORS.values().forEach(message -> missing.remove(message.type()));
    assertEquals(Set.of(), missing);
  }

  @Test
  void everyFileIsUsed() throws Exception {
    File directory = new File(HexVector.class.getResource("/wire/pptp/").toURI());
    Set<String> files = new TreeSet<>();
    for (String file : directory.list()) {
      files.add(file.replace(".hex", ""));
    }
    assertEquals(VECTORS.keySet(), files);
  }
}
