package io.github.pppvpn.wire.l2tp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pppvpn.wire.Octets;
import io.github.pppvpn.wire.Tshark;
import io.github.pppvpn.wire.ppp.LcpTerminate;
import io.github.pppvpn.wire.ppp.PppFrameCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Another reader of the protocol finds in our bytes what we meant. */
@Tag("lab")
class L2tpTsharkTest {
  @Test
  void everyControlMessageWithEveryAvpIsUnderstood() {
    Tshark tshark = new Tshark();
    List<String> expected = new ArrayList<>();
    int number = 0;
    for (ControlMessageType type : ControlMessageType.values()) {
      List<Avp> avps = new ArrayList<>();
      // Every fourth AVP, another fourth in each message.
      for (AvpType avp : AvpType.values()) {
        if (avp != AvpType.MESSAGE_TYPE && (avp.number() + number) % 4 == 0) {
          avps.add(Avp.of(avp, value(avp)));
        }
      }
      ControlMessage message =
          ControlMessage.of(type, 0x1111, 0x2222, avps).withNumbers(number, 100 + number);
      tshark.addUdp(L2tp.PORT, L2tpCodec.encode(message));
      StringBuilder types = new StringBuilder("0");
      for (Avp avp : avps) {
        types.append(',').append(avp.attributeType());
      }
      expected.add(
          "4369;8738;" + number + ";" + (100 + number) + ";" + type.number() + ";" + types);
      number++;
    }
    tshark.addUdp(L2tp.PORT, L2tpCodec.encode(ControlMessage.zlb(0x1111, 0, 65535, 65534)));
    expected.add("4369;0;65535;65534;;");
    assertEquals(List.of(), tshark.remarks());
    assertEquals(
        expected,
        tshark.fields(
            "l2tp.tunnel",
            "l2tp.session",
            "l2tp.Ns",
            "l2tp.Nr",
            "l2tp.avp.message_type",
            "l2tp.avp.type"));
  }

  @Test
  void dataMessagesAreUnderstood() {
    Octets frame = Octets.of(PppFrameCodec.encode(LcpTerminate.request(9, "done").frame()));
    Tshark tshark = new Tshark();
    tshark.addUdp(
        L2tp.PORT,
        L2tpCodec.encode(
            new DataMessage(true, 1, 2, Optional.of(new DataMessage.Sequence(3, 4)), frame)));
    tshark.addUdp(
        L2tp.PORT, L2tpCodec.encode(new DataMessage(false, 1, 2, Optional.empty(), frame)));
    assertEquals(List.of(), tshark.remarks());
    assertEquals(
        List.of("1;2;3;4;5;9", "1;2;;;5;9"),
        tshark.fields(
            "l2tp.tunnel", "l2tp.session", "l2tp.Ns", "l2tp.Nr", "ppp.code", "ppp.identifier"));
  }

  private static AvpValue value(AvpType type) {
    if (type.rfcName().endsWith("CONFREQ")) {
      // A Magic-Number.
      return new AvpValue.Bytes(
          Octets.of((byte) 5, (byte) 6, (byte) 1, (byte) 2, (byte) 3, (byte) 4));
    }
    return switch (type.form()) {
      case EMPTY -> new AvpValue.Empty();
      case U16 -> new AvpValue.U16(1);
      case U32 -> new AvpValue.U32(3);
      case OCTETS_8 -> new AvpValue.Bytes(Octets.ofText("12345678"));
      case OCTETS, OCTETS_16 -> new AvpValue.Bytes(Octets.ofText("0123456789abcdef"));
      case TEXT -> new AvpValue.Text("text");
      case PROTOCOL_VERSION -> new AvpValue.ProtocolVersion(1, 0);
      case RESULT_CODE -> ResultCode.of(2, 8, "words");
      case CAUSE_CODE -> new CauseCode(16, 5, "words");
      case CALL_ERRORS -> new CallErrors(1, 2, 3, 4, 5, 6);
      case ACCM -> new Accm(0xFFFFFFFFL, 0);
    };
  }
}
