package io.github.pppvpn.plugin;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Texts as an attacker would choose his user name or host name. */
final class Hostile {
  private Hostile() {}

  static Arbitrary<String> texts(int maxPieces) {
    Arbitrary<String> evil =
        Arbitraries.of(
            "\u001b[2J\u001b]0;x\u0007",
            "\r",
            "\n",
            "\r\n",
            "\u0000",
            "\u007f",
            "\u0085",
            "\u009b",
            "|",
            "'",
            "\"",
            "\\",
            "</script>",
            "\u202e",
            "\u2066",
            "\u200b",
            "\u200d",
            "\ufeff",
            "\u2028",
            "\u2029",
            "\ud800",
            "\udc00",
            "\udfff\ud800",
            "\ue000",
            "\uffff",
            "\uDBFF\uDFFF",
            "\uDB40\uDC41",
            "OK - fine | x=1",
            "time=1;;;",
            ";",
            "%s",
            "$(id)");
    Arbitrary<String> plain =
        Arbitraries.of("alice", " ", "\u00e9", "\u20ac", "\ud83d\ude00", "\u4f60\u597d", "\u0661");
    return Arbitraries.oneOf(evil, plain, Arbitraries.strings().ofMaxLength(5))
        .list()
        .ofMaxSize(maxPieces)
        .map(pieces -> String.join("", pieces));
  }
}
