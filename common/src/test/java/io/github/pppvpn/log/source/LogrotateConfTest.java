package io.github.pppvpn.log.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.pppvpn.host.HostRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where rotated files are by logrotate's configuration. */
class LogrotateConfTest {
  @TempDir Path root;

  private void file(String name, String text) throws IOException {
    Path path = root.resolve(name);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private String archive(String log) {
    Optional<Path> found = LogrotateConf.of(HostRoot.of(root.toString())).archive(Path.of(log));
    return found.isEmpty() ? "beside it" : found.get().toString();
  }

  @Test
  void isBesideTheLogByDefault() throws IOException {
    assertEquals("beside it", archive("/var/log/syslog"));
    file("etc/logrotate.conf", "weekly\nrotate 4\ninclude /etc/logrotate.d\n");
    file("etc/logrotate.d/rsyslog", "/var/log/syslog\n{\n  rotate 7\n}\n");
    assertEquals("beside it", archive("/var/log/syslog"));
  }

  @Test
  void isNamedInTheSectionOfTheLog() throws IOException {
    file("etc/logrotate.conf", "weekly\ncompresscmd /usr/bin/xz\ninclude /etc/logrotate.d\n");
    file(
        "etc/logrotate.d/rsyslog",
        """
        # olddir /nowhere
        /var/log/syslog /var/log/mail.log
        "/var/log/auth.log"
        {
          rotate 7
          olddir archive
          postrotate
            }
            olddir /of/no/meaning
          endscript
        }
        /var/log/messages {
          olddir /srv/logs
        }
        /var/log/daemon.log{
          daily
        }
        """);
    assertEquals("/var/log/archive", archive("/var/log/syslog"));
    assertEquals("/var/log/archive", archive("/var/log/auth.log"));
    assertEquals("/srv/logs", archive("/var/log/messages"));
    assertEquals("beside it", archive("/var/log/daemon.log"));
    assertEquals("beside it", archive("/usr/bin/xz"));
  }

  @Test
  void isNamedForAllLogs() throws IOException {
    file("etc/logrotate.conf", "olddir /var/old\ninclude /etc/logrotate.d\n");
    file("etc/logrotate.d/ppp", "/var/log/ppp/*.log {\n}\n/var/log/x {\n noolddir\n}\n");
    file("etc/logrotate.d/ppp.dpkg-old", "/var/log/y {\n}\n");
    assertEquals("/var/old", archive("/var/log/ppp/a.log"));
    assertEquals("beside it", archive("/var/log/ppp/b/a.log"));
    assertEquals("beside it", archive("/var/log/x"));
    assertEquals("beside it", archive("/var/log/y"));
  }

  @Test
  void includesInACircleEnd() throws IOException {
    file("etc/logrotate.conf", "include /etc/logrotate.conf\n/var/log/x {\n olddir old\n}\n");
    assertEquals("/var/log/old", archive("/var/log/x"));
  }

  @Test
  void filesOfBothFoldersAreOneLog() throws IOException {
    file("etc/logrotate.conf", "/var/log/ppp.log {\n olddir /srv/old\n}\n");
    file("var/log/ppp.log", "@3 c\n");
    file("var/log/ppp.log.3.gz", "");
    file("srv/old/ppp.log.1", "@2 b\n");
    file("srv/old/ppp.log.2", "@1 a\n");
    file("srv/old/ppp.log", "another log\n");
    LogFinder finder = new LogFinder(root, "nagios");
    for (String name : List.of("/var/log/ppp.log", "/var/log/*.log")) {
      List<LogSet> sets = finder.find(List.of(name));
      assertEquals(1, sets.size());
      List<String> names =
          sets.get(0).files().stream()
              .map(file -> root.relativize(file.path()).toString())
              .toList();
      assertEquals(
          List.of(
              "var/log/ppp.log.3.gz", "srv/old/ppp.log.2", "srv/old/ppp.log.1", "var/log/ppp.log"),
          names);
    }
    Files.delete(root.resolve("var/log/ppp.log"));
    assertEquals(3, finder.find(List.of("/var/log/ppp.log")).get(0).files().size());
  }
}
