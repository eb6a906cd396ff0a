package io.github.pppvpn.log.source;

/** How a rotated file is compressed, by the end of its name. */
enum Compression {
  NONE(""),
  GZIP(".gz"),
  XZ(".xz"),
  ZSTD(".zst"),
  BZIP2(".bz2"),
  LZMA(".lzma"),
  LZ4(".lz4"),
  COMPRESS(".Z");

  private static final Compression[] ALL = values();

  private final String suffix;

  Compression(String suffix) {
    this.suffix = suffix;
  }

  String suffix() {
    return suffix;
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
