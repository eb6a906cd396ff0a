package io.github.pppvpn.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** shellcheck finds nothing in the lab's scripts. */
@Tag("lab")
class ScriptsTest {
  private static final List<String> FOLDERS =
      List.of(".", "guest", "guest/lib", "scenarios", "demo.d", "src/test/resources/scenarios");

  @Test
  void shellcheckIsContent() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("shellcheck", "--external-sources", "--"));
    for (String folder : FOLDERS) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(Lab.FOLDER.resolve(folder))) {
        for (Path file : files) {
          if (Files.isRegularFile(file) && isShell(file)) {
            command.add(file.toString());
          }
        }
      }
    }
    Process process =
        new ProcessBuilder(command)
            .directory(Lab.FOLDER.getParent().toFile())
            .redirectErrorStream(true)
            .start();
    String findings = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals("", findings);
    assertEquals(0, process.waitFor());
  }

  private static boolean isShell(Path file) throws IOException {
    String text = Files.readString(file, UTF_8);
    return text.startsWith("#!/bin/bash")
        || text.startsWith("#!/bin/sh")
        || text.startsWith("# shellcheck shell=");
  }
}
