package io.github.pppvpn.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Debian's pptpd 1.4.0-12, xl2tpd 1.3.18-1 and accel-pppd's main.c make of their words. */
class DaemonWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pptpd                              |             |    | false
          pptpd -c /opt/p.conf               | /opt/p.conf |    | false
          pptpd -c/opt/p.conf                | /opt/p.conf |    | false
          pptpd -fc /opt/p.conf              | /opt/p.conf |    | false
          pptpd -fwc/opt/p.conf -D           | /opt/p.conf |    | true
          pptpd -c /a -c /b                  | /b          |    | false
          pptpd -c opt/p.conf                | opt/p.conf  |    | false
          pptpd --conf /a                    | /a          |    | false
          pptpd --conf=/a                    | /a          |    | false
          pptpd --conn=5                     |             | 5  | false
          pptpd --connections 5              |             | 5  | false
          pptpd -fC5                         |             | 5  | false
          pptpd -C 5 -C 6                    |             | 6  | false
          pptpd -p -c -o /a                  |             |    | false
          pptpd --delegate                   |             |    | true
          pptpd --del -fd                    |             |    | true
          pptpd -fdD                         |             |    | true
          pptpd -l 10.0.0.1 -- -c /a         |             |    | false
          pptpd word -c /a                   | /a          |    | false
          pptpd -c                           |             |    | false
          xl2tpd -D                          |             |    | false
          xl2tpd -c /a                       | /a          |    | false
          xl2tpd -config /a                  | /a          |    | false
          xl2tpd -D -p /run/x -c /a -C /run/c | /a         |    | false
          xl2tpd -p -c -D                    |             |    | false
          xl2tpd -c /a -c b                  | b           |    | false
          accel-pppd -d -c /a                | /a          |    | false
          accel-pppd -dc/a -p /run/accel.pid | /a          |    | false
          accel-pppd --config=/a -d          | /a          |    | false
          accel-pppd --conf /a --daemon      | /a          |    | false
          """)
  void words(String line, String conf, String connections, boolean delegate) {
    List<String> words = List.of(line.trim().split(" +", -1));
    assertEquals(
        new DaemonWords(conf == null ? "" : conf, connections == null ? "" : connections, delegate),
        DaemonWords.of(words.get(0), words));
  }
}
