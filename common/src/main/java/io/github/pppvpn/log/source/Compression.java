package io.github.pppvpn.log.source;

/** How a rotated file is compressed, by the end of its name. */
enum Compression {
  NONE("", ""),
  GZIP(".gz", ""),
  XZ(".xz", "xz"),
  ZSTD(".zst", "zstd"),
  BZIP2(".bz2", "bzip2"),
  LZMA(".lzma", "xz"),
  LZ4(".lz4", "lz4"),
  COMPRESS(".Z", "gzip");

  private static final Compression[] ALL = values();

  private final String suffix;
  private final String program;

  Compression(String suffix, String program) {
    this.suffix = suffix;
    this.program = program;
  }

  String suffix() {
    return suffix;
  }

  /** The program that unpacks it with {@code -dc}; empty where none is needed. */
  String program() {
    return program;
  }

  static Compression of(String name) {
    for (int i = 1; i < ALL.length; i++) {
      if (name.endsWith(ALL[i].suffix)) {
        return ALL[i];
      }
    }
    return NONE;
  }
}
