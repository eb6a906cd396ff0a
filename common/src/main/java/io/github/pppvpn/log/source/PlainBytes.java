package io.github.pppvpn.log.source;

import java.io.IOException;
import java.io.RandomAccessFile;

/** A file that is not compressed. */
final class PlainBytes implements LogBytes {
  private final RandomAccessFile file;

  PlainBytes(RandomAccessFile file) {
    this.file = file;
  }

  @Override
  public int read(long offset, byte[] bytes, int at, int length) throws IOException {
    file.seek(offset);
    return file.read(bytes, at, length);
  }

  @Override
  public long length() throws IOException {
    return file.length();
  }

  @Override
  public boolean sequential() {
    return false;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
