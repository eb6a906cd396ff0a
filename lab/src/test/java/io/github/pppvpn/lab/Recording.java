package io.github.pppvpn.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The output folder of a scenario, whose files lab/README.md lists, and what it printed. */
record Recording(Path folder, String stdout) {

  /** The command that the scenario recorded under this name. */
  Step step(String name) throws IOException {
    return new Step(
        text(name, "cmd").strip(),
        Integer.parseInt(text(name, "rc").strip()),
        text(name, "out"),
        text(name, "err"));
  }

  /** What the server logged up to the scenario's {@code take_log NAME}, since the one before. */
  List<LogLine> log(String name) throws IOException {
    return text(name, "log").lines().map(LogLine::parse).toList();
  }

  private String text(String name, String kind) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, "{[0-9][0-9],[0-9][0-9][0-9]}-" + name + "." + kind)) {
      files.forEach(found::add);
    }
    if (found.size() != 1) {
      throw new IOException("not one recording " + name + "." + kind + " in " + folder);
    }
    return Files.readString(found.get(0), UTF_8);
  }
}
