package io.github.pppvpn.host;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongSupplier;

/** Runs programs as processes, without a terminal, with their errors thrown away. */
public final class ProcessRunner implements CommandRunner {
  private static final int MOST = 1 << 16;
  private static final long STEP_MILLIS = 2;

  @Override
  public Reply run(List<String> command, LongSupplier remainingNanos) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    try (InputStream in = process.getInputStream()) {
      byte[] output = new byte[MOST];
      int length = 0;
      boolean ended = false;
      while (length < MOST && !(ended && in.available() == 0)) {
        int ready = in.available();
        if (ready > 0) {
          length += Math.max(0, in.read(output, length, Math.min(ready, MOST - length)));
          continue;
        }
        if (remainingNanos.getAsLong() <= 0) {
          throw new IOException(command.get(0) + " did not end in time");
        }
        ended = !process.isAlive();
        if (!ended) {
          Thread.sleep(STEP_MILLIS);
        }
      }
      if (!ended) {
        throw new IOException(command.get(0) + " does not stop talking");
      }
      return new Reply(
          process.exitValue(), new String(output, 0, length, StandardCharsets.ISO_8859_1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(command.get(0) + " was not waited for", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
