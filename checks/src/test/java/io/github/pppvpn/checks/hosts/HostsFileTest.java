package io.github.pppvpn.checks.hosts;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.pppvpn.plugin.CannotCheckException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostsFileTest {
  @TempDir Path folder;

  private List<AskedHost> read(String text) throws IOException, CannotCheckException {
    Path file = Files.write(folder.resolve("hosts"), text.getBytes(ISO_8859_1));
    return HostsFile.read(file.toString(), 1723);
  }

  private String refusal(String text) {
    String sentence = assertThrows(CannotCheckException.class, () -> read(text)).getMessage();
    String start = "the hosts file " + folder.resolve("hosts") + " ";
    assertTrue(sentence.startsWith(start), sentence);
    return sentence.substring(start.length());
  }

  @Test
  void everyForm() throws Exception {
    assertEquals(
        List.of(
            new AskedHost("gw1.example.org", 1723, false),
            new AskedHost("192.0.2.1", 1723, false),
            new AskedHost("gw2.example.org", 1724, true),
            new AskedHost("192.0.2.2", 1, true),
            new AskedHost("2001:db8::1", 1723, false),
            new AskedHost("2001:db8::2", 1723, false),
            new AskedHost("fe80::1%eth0", 65535, true),
            new AskedHost("last", 1723, false)),
        read(
            """
            # the gateways

            gw1.example.org
              192.0.2.1\t # the old one\r
            gw2.example.org:1724
            192.0.2.2:1
            2001:db8::1
            [2001:db8::2]
            [fe80::1%eth0]:65535
            #gone
            last"""));
  }

  /** Notepad and others write it. */
  @Test
  void aByteOrderMarkIsSkipped() throws Exception {
    List<AskedHost> hosts = List.of(new AskedHost("gw1", 1723, false));
    assertEquals(hosts, read("\u00ef\u00bb\u00bfgw1\r\n"));
    assertEquals(hosts, read("\u00ef\u00bb\u00bf# the gateways\ngw1\n"));
    assertEquals("names no host", refusal("\u00ef\u00bb\u00bf"));
    assertTrue(refusal("gw1\n\u00ef\u00bb\u00bfgw2\n").contains(" in line 2: "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "two hosts     > two hosts",
        "gw:           > gw:",
        "gw:0          > gw:0",
        "gw:65536      > gw:65536",
        "gw:x          > gw:x",
        "gw:+80        > gw:+80",
        "[gw]:80       > [gw]:80",
        "[::1]80       > [::1]80",
        "[::1          > [::1",
        "-H            > -H",
        "gw;reboot     > gw;reboot",
        "gw|x=1        > gw|x=1",
      })
  void whatIsNoHost(String line, String shown) {
    assertEquals(
        "has something else than a host in line 3: \"" + shown + "\"",
        refusal("gw1\n# x\n" + line + "\ngw2\n"));
  }

  @Test
  void nulsAndOtherBytes() {
    assertTrue(refusal("gw1\ngw\0two\n").contains(" in line 2: "));
    assertTrue(refusal("z\u00fcrich\n").contains(" in line 1: "));
    assertTrue(refusal("gw\u001b[31m\n").contains(" in line 1: "));
  }

  @Test
  void aLineOfAMegabyte() {
    String sentence = refusal("gw1\n" + "a".repeat(1_000_000) + "\n");
    assertEquals("has something else than a host in line 2: \"" + "a".repeat(40) + "…\"", sentence);
    // As a comment it is none.
    assertEquals("names no host", refusal("#" + "a".repeat(1_000_000)));
    assertEquals("is longer than 1048576 bytes", refusal("#" + "a".repeat(1 << 20)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# none\n", " \t\r\n"})
  void noHost(String text) {
    assertEquals("names no host", refusal(text));
  }

  /** Opening a pipe would wait for who writes to it. */
  @ParameterizedTest
  @ValueSource(strings = {"/dev/zero", "/dev/null", "/", "fifo"})
  void noRegularFile(String name) throws Exception {
    String file = name.equals("fifo") ? folder.resolve(name).toString() : name;
    if (name.equals("fifo")) {
      assertEquals(0, new ProcessBuilder("mkfifo", file).start().waitFor());
    }
    String sentence =
        assertThrows(CannotCheckException.class, () -> HostsFile.read(file, 1)).getMessage();
    assertEquals("the hosts file " + file + " is no regular file", sentence);
  }

  @Test
  void noFile() {
    String file = folder.resolve("none").toString();
    CannotCheckException e =
        assertThrows(CannotCheckException.class, () -> HostsFile.read(file, 1));
    assertEquals("the hosts file " + file + " does not exist", e.getMessage());
    assertEquals("Check its name, which the option gives.", e.nextStep());
  }

  @Property(tries = 300)
  void whateverItHoldsIsHostsOrASentence(
      @ForAll @StringLength(max = 60) @CharRange(from = '\0', to = '\u00ff') String text)
      throws IOException {
    Path file = Files.createTempFile("hosts", "");
    try {
      Files.write(file, text.getBytes(ISO_8859_1));
      for (AskedHost host : HostsFile.read(file.toString(), 1723)) {
        assertTrue(host.host().matches("[A-Za-z0-9_.:%][A-Za-z0-9_.:%-]*"), host.host());
        assertTrue(host.port() >= 1 && host.port() <= 65_535);
      }
    } catch (CannotCheckException e) {
      assertTrue(e.getMessage().startsWith("the hosts file "), e.getMessage());
    } finally {
      Files.delete(file);
    }
  }
}
