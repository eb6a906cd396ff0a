package io.github.pppvpn.wire.pptp;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.StringArbitrary;

/** Every message that can be constructed, from its record's components. */
final class ControlMessageArbitraries {
  private static final Set<String> OCTETS = Set.of("resultCode", "errorCode", "reason");

  private ControlMessageArbitraries() {}

  static Arbitrary<ControlMessage> messages() {
    return messages(0);
  }

  /** Messages whose text fields are filled to the last octet. */
  static Arbitrary<ControlMessage> messagesOfFullText() {
    return messages(128);
  }

  private static Arbitrary<ControlMessage> messages(int minText) {
    List<Arbitrary<ControlMessage>> kinds = new ArrayList<>();
    for (Class<?> type : ControlMessage.class.getPermittedSubclasses()) {
      kinds.add(ofType(type, minText));
    }
    return Arbitraries.oneOf(kinds);
  }

  private static Arbitrary<ControlMessage> ofType(Class<?> type, int minText) {
    List<Arbitrary<Object>> fields = new ArrayList<>();
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      fields.add(field(components[i], minText));
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return Combinators.combine(fields)
          .as(
              values -> {
                try {
                  return (ControlMessage) constructor.newInstance(values.toArray());
                } catch (ReflectiveOperationException e) {
                  throw new IllegalStateException(e);
                }
              });
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Arbitrary<Object> field(RecordComponent component, int minText) {
    if (component.getType() == String.class) {
      int length = component.getName().equals("callStatistics") ? 128 : 64;
      StringArbitrary text = Arbitraries.strings().withCharRange('\u0001', '\u00FF');
      return text.ofMinLength(Math.min(minText, length)).ofMaxLength(length).asGeneric();
    }
    if (component.getType() == long.class) {
      return Arbitraries.longs().between(0, 0xFFFFFFFFL).asGeneric();
    }
    int max = OCTETS.contains(component.getName()) ? 0xFF : 0xFFFF;
    return Arbitraries.integers().between(0, max).asGeneric();
  }
}
