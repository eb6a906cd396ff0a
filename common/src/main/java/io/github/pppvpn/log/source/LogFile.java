package io.github.pppvpn.log.source;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * One file of a log as a listing of its folder showed it.
 *
 * @param path where it is
 * @param rotation its place among the log's files
 * @param size in bytes, as it lies on disk
 * @param modifiedMillis when it was last written, milliseconds since 1970
 * @param key device and inode as one object
 */
record LogFile(Path path, Rotation rotation, long size, long modifiedMillis, Object key) {

  static LogFile of(Path path, Rotation rotation, BasicFileAttributes attributes) {
    Object key = attributes.fileKey();
    return new LogFile(
        path,
        rotation,
        attributes.size(),
        attributes.lastModifiedTime().toMillis(),
        key == null ? path : key);
  }

  /** The inode's number, 0 where it cannot be had. */
  long inode() {
    // The JDK shows it in no other way that works without loading a map of all attributes.
    String text = key.toString();
    int start = text.indexOf("ino=");
    if (start < 0) {
      return 0;
    }
    long inode = 0;
    for (int i = start + 4; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      inode = inode * 10 + digit;
    }
    return inode;
  }
}
