package io.github.pppvpn.wire.gre;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.Tshark;
import io.github.pppvpn.wire.ppp.LcpCode;
import io.github.pppvpn.wire.ppp.LcpConfigure;
import io.github.pppvpn.wire.ppp.LcpEcho;
import io.github.pppvpn.wire.ppp.LcpOption;
import io.github.pppvpn.wire.ppp.LcpOther;
import io.github.pppvpn.wire.ppp.LcpPacket;
import io.github.pppvpn.wire.ppp.LcpTerminate;
import io.github.pppvpn.wire.ppp.PppFrameCodec;
import io.github.pppvpn.wire.ppp.PppProtocol;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Another reader of the protocols finds in our bytes what we meant. */
@Tag("lab")
class GreTsharkTest {
  @Test
  void lcpInGreIsUnderstood() {
    List<LcpOption> options =
        List.of(
            new LcpOption.MaximumReceiveUnit(1400),
            new LcpOption.AsyncControlCharacterMap(0xA0000),
            new LcpOption.AuthenticationProtocol(PppProtocol.CHAP, Octets.of((byte) 0x81)),
            new LcpOption.MagicNumber(0x11223344L),
            new LcpOption.Flag(LcpOption.PROTOCOL_FIELD_COMPRESSION),
            new LcpOption.Flag(LcpOption.ADDRESS_AND_CONTROL_FIELD_COMPRESSION),
            new LcpOption.Callback(6, Octets.EMPTY),
            new LcpOption.MultilinkMrru(1500),
            new LcpOption.Flag(LcpOption.SHORT_SEQUENCE_NUMBER),
            new LcpOption.EndpointDiscriminator(3, Octets.ofText("sixmac")),
            new LcpOption.LinkDiscriminator(7));
    List<LcpPacket> packets =
        List.of(
            LcpConfigure.request(1, options),
            LcpConfigure.ack(1, options),
            LcpConfigure.nak(1, options.subList(0, 1)),
            LcpConfigure.reject(1, options.subList(6, 7)),
            LcpTerminate.request(2, "monitoring probe done"),
            LcpTerminate.ack(2),
            LcpEcho.request(3, 0x11223344L, Octets.ofText("echo")),
            LcpEcho.reply(3, 0x11223344L, Octets.ofText("echo")),
            new LcpEcho(LcpCode.DISCARD_REQUEST, 4, 1, Octets.ofText("discard")),
            new LcpOther(LcpCode.IDENTIFICATION, 5, Octets.ofText("\0\0\0\1probe")));
    Tshark tshark = new Tshark();
    List<String> expected = new ArrayList<>();
    int number = 0;
    for (LcpPacket packet : packets) {
      Octets frame = Octets.of(PppFrameCodec.encode(packet.frame()));
      GrePacket gre =
          number % 2 == 0
              ? GrePacket.data(0xCAFE, number, frame)
              : GrePacket.data(0xCAFE, number, 0xFFFFFFFEL, frame);
      tshark.add(Gre.IP_PROTOCOL, GreCodec.encode(gre));
      String acknowledgment = number % 2 == 0 ? "" : "4294967294";
      expected.add(
          "51966;"
              + number
              + ";"
              + acknowledgment
              + ";"
              + packet.code()
              + ";"
              + packet.identifier());
      number++;
    }
    tshark.add(Gre.IP_PROTOCOL, GreCodec.encode(GrePacket.acknowledgment(0xCAFE, 7)));
    expected.add("51966;;7;;");
    assertEquals(List.of(), tshark.remarks());
    assertEquals(
        expected,
        tshark.fields(
            "gre.key.call_id",
            "gre.sequence_number",
            "gre.ack_number",
            "ppp.code",
            "ppp.identifier"));
    assertEquals(
        "1400;0x11223344;1500",
        tshark.fields("lcp.opt.mru", "lcp.opt.magic_number", "lcp.opt.mrru").get(0));
  }
}
