package io.github.pppvpn.host;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection whose peer has its answer ready. */
public final class AnsweringSocket extends Socket {
  private final InputStream in;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  public AnsweringSocket(String answer) {
    in = new ByteArrayInputStream(answer.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** What was sent to it. */
  public String heard() {
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public InputStream getInputStream() {
    return in;
  }

  @Override
  public OutputStream getOutputStream() {
    return out;
  }

  @Override
  public void shutdownOutput() {}

  @Override
  public void setSoTimeout(int millis) {}
}
