package io.github.pppvpn.log.source;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.util.zip.GZIPInputStream;

/**
 * A file compressed by gzip, of one member or several. What lies before a place must be inflated to
 * reach it (about 0.6 GB/s of lines), and reading backwards starts over.
 */
final class GzipBytes implements LogBytes {
  private static final int BUFFER = 64 * 1024;

  private final RandomAccessFile file;
  private InputStream stream;
  private long position;
  private String damage = "";

  GzipBytes(RandomAccessFile file) {
    this.file = file;
  }

  @Override
  public int read(long offset, byte[] bytes, int at, int length) throws IOException {
    if (stream == null || offset < position) {
      file.seek(0);
      position = 0;
      damage = "";
      // An empty file is what compressing leaves when it is cut off at once.
      stream = file.length() == 0 ? InputStream.nullInputStream() : inflating();
    }
    while (position < offset) {
      // The caller's own room serves to pass over what it does not want.
      int n = inflate(bytes, at, (int) Math.min(length, offset - position));
      if (n < 0) {
        return -1;
      }
    }
    return inflate(bytes, at, length);
  }

  private InputStream inflating() {
    try {
      return new GZIPInputStream(new FromFile(), BUFFER);
    } catch (EOFException e) {
      damage = "it is cut off";
    } catch (IOException e) {
      damage = "it is not what gzip writes";
    }
    return InputStream.nullInputStream();
  }

  private int inflate(byte[] bytes, int at, int length) throws IOException {
    if (!damage.isEmpty()) {
      throw new IOException(damage);
    }
    try {
      int n = stream.read(bytes, at, length);
      position += Math.max(0, n);
      return n;
    } catch (EOFException e) {
      damage = "it is cut off";
    } catch (IOException e) {
      damage = "it is corrupt";
    }
    throw new IOException(damage);
  }

  @Override
  public long length() {
    return Long.MAX_VALUE;
  }

  @Override
  public boolean sequential() {
    return true;
  }

  @Override
  public void close() throws IOException {
    if (stream != null) {
      stream.close();
    }
    file.close();
  }

  /** The compressed bytes; {@link GZIPInputStream} finds further members by what is available. */
  private final class FromFile extends InputStream {
    @Override
    public int read() throws IOException {
      return file.read();
    }

    @Override
    public int read(byte[] bytes, int at, int length) throws IOException {
      return file.read(bytes, at, length);
    }

    @Override
    public int available() throws IOException {
      return (int) Math.min(Integer.MAX_VALUE, file.length() - file.getFilePointer());
    }
  }
}
