package io.github.pppvpn.checks.pptp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a class in the course of which anything was written to standard error. */
final class StderrStaysEmpty implements BeforeAllCallback, AfterAllCallback {
  private final PrintStream real = System.err;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  @Override
  public void beforeAll(ExtensionContext context) {
    System.setErr(new PrintStream(written, true, UTF_8));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    System.setErr(real);
    assertEquals("", written.toString(UTF_8), "standard error");
  }
}
