package io.github.pppvpn.host;

import io.github.pppvpn.host.NotVisibleException.Why;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A host's files below a root: {@code /} itself, a container's view of its host, or a recorded
 * host.
 *
 * <p>Paths are absolute as on that host. Below any other root than {@code /}, symbolic links are
 * followed by the host's own view: an absolute target starts at the root, and {@code ..} does not
 * leave it. Not thread-safe: one file at a time is held.
 */
public final class HostRoot {
  /** More than the largest file of a busy host, /proc/net/tcp with a hundred thousand rows. */
  private static final int MOST = 1 << 24;

  private static final int MOST_LINKS = 40;

  /** Each process has a folder, of which one file after the other is read. */
  private static final int MOST_FOLDERS = 256;

  /** What no operator gets to see: who vanishes is left out silently. */
  private static final String PROCESS = "/proc/PID";

  private final String root;
  private final Map<String, File> folders = new HashMap<>();
  private final FileBytes file = new FileBytes();
  private Optional<File> processes = Optional.empty();

  private HostRoot(String root) {
    this.root = root;
  }

  /** The host below {@code root}, an existing folder. */
  public static HostRoot of(String root) {
    String cut = root;
    while (cut.endsWith("/")) {
      cut = cut.substring(0, cut.length() - 1);
    }
    return new HostRoot(cut);
  }

  /** Whether this is the running host itself, whose programs can be asked. */
  public boolean isLive() {
    return root.isEmpty();
  }

  /**
   * Text of a file, one char per byte.
   *
   * @throws NotVisibleException if it cannot be read
   */
  public String text(String path) throws NotVisibleException {
    FileBytes read = read(path);
    return new String(read.bytes, 0, read.length, StandardCharsets.ISO_8859_1);
  }

  /** When a file was changed last, milliseconds since 1970; 0 if that cannot be told. */
  public long modifiedMillis(String path) {
    return located(path).lastModified();
  }

  /** Whether there is a file or folder of that name that this user can see. */
  public boolean exists(String path) {
    return located(path).exists();
  }

  /**
   * Why it cannot be told whether there is a file or folder of that name, a sentence: this user may
   * not look into a folder above it. Empty if {@link #exists} tells.
   */
  public Optional<String> hidden(String path) {
    File found = located(path);
    if (found.exists()) {
      return Optional.empty();
    }
    NotVisibleException why = notThere(path, found);
    return why.why() == Why.DENIED ? Optional.of(why.getMessage()) : Optional.empty();
  }

  /** The names in a folder, sorted; none if it cannot be listed. */
  public String[] list(String path) {
    String[] names = unsorted(path);
    Arrays.sort(names);
    return names;
  }

  /** Whether there is a folder of that name whose names this user may read. */
  boolean lists(String path) {
    return located(path).list() != null;
  }

  /**
   * The names in a folder as they come, for the thousands of /proc; none if it cannot be listed.
   */
  String[] unsorted(String path) {
    String[] names = located(path).list();
    return names == null ? new String[0] : names;
  }

  /** What tells two names of one file apart from two files. */
  String identity(String path) {
    File found = located(path);
    try {
      return found.getCanonicalPath();
    } catch (IOException e) {
      return found.getPath();
    }
  }

  /**
   * The path of a file of /proc/net. Below another root, /proc/net is a link that leads to the
   * reading process's own network; process 1 has the host's.
   */
  String procNet(String name) {
    String ofInit = "/proc/1/net/" + name;
    return !isLive() && exists(ofInit) ? ofInit : "/proc/net/" + name;
  }

  /** Reads a file; the result is valid until the next one is read. */
  FileBytes read(String path) throws NotVisibleException {
    File found = located(path);
    // To open a pipe is to wait for who writes into it. Of the kernel's own files none is one.
    if (!(isLive() && path.startsWith("/proc/")) && !found.isFile()) {
      throw notThere(path, found);
    }
    return read(path, found, false);
  }

  /** A process's folder, for {@link #readOfProcess}. */
  File ofProcess(String pid) {
    if (processes.isEmpty()) {
      processes = Optional.of(located("/proc"));
    }
    return new File(processes.get(), pid);
  }

  /**
   * Reads a file of a process's folder, which the kernel gives in one piece as long as it fits:
   * that saves asking for its end. There are thousands, so this looks for no link: there is none.
   */
  FileBytes readOfProcess(File folder, String name) throws NotVisibleException {
    return read(PROCESS, new File(folder, name), true);
  }

  private FileBytes read(String path, File found, boolean atOnce) throws NotVisibleException {
    file.length = 0;
    try (FileInputStream in = new FileInputStream(found)) {
      for (; ; ) {
        int got = in.read(file.bytes, file.length, file.bytes.length - file.length);
        if (got < 0) {
          return file;
        }
        file.length += got;
        if (atOnce && file.length < file.bytes.length) {
          return file;
        }
        if (file.length == file.bytes.length) {
          if (file.length >= MOST) {
            throw new NotVisibleException(
                Why.TOO_LARGE, path + " is larger than " + MOST + " bytes");
          }
          file.grow(MOST);
        }
      }
    } catch (FileNotFoundException e) {
      throw notThere(path, found);
    } catch (IOException e) {
      // "No such process" is how the kernel says that a process ended while its file was open.
      boolean gone = path.startsWith("/proc/") && !found.exists();
      throw new NotVisibleException(
          gone ? Why.ABSENT : Why.FAILED, path + " cannot be read: " + e.getMessage());
    }
  }

  private static NotVisibleException notThere(String path, File found) {
    if (found.isDirectory()) {
      return new NotVisibleException(Why.MALFORMED, path + " is a folder, not a file");
    }
    if (found.exists()) {
      if (!found.isFile()) {
        return new NotVisibleException(
            Why.MALFORMED, path + " is a pipe, a socket or a device, not a file");
      }
      return new NotVisibleException(Why.DENIED, "this user may not read " + path);
    }
    for (File above = found.getParentFile(); above != null; above = above.getParentFile()) {
      if (above.exists()) {
        return above.canExecute() || !above.isDirectory()
            ? new NotVisibleException(Why.ABSENT, path + " does not exist")
            : new NotVisibleException(
                Why.DENIED, "this user may not look into the folder of " + path);
      }
    }
    return new NotVisibleException(Why.ABSENT, path + " does not exist");
  }

  private File located(String path) {
    if (isLive()) {
      return new File(path);
    }
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      return new File(root);
    }
    if (path.endsWith("/..") || path.endsWith("/.") || path.endsWith("/")) {
      return followed(path);
    }
    String above = path.substring(0, slash);
    File folder = folders.get(above);
    if (folder == null) {
      folder = located(above);
      if (folders.size() >= MOST_FOLDERS) {
        folders.clear();
      }
      folders.put(above, folder);
    }
    File there = new File(folder, path.substring(slash + 1));
    return Files.isSymbolicLink(there.toPath()) ? followed(path) : there;
  }

  private File followed(String path) {
    Deque<String> left = new ArrayDeque<>();
    push(left, path);
    File at = new File(root);
    int links = 0;
    while (!left.isEmpty()) {
      String name = left.pop();
      if (name.equals("..")) {
        at = at.getPath().equals(root) ? at : at.getParentFile();
        continue;
      }
      File next = new File(at, name);
      Path asPath = next.toPath();
      if (!Files.isSymbolicLink(asPath)) {
        at = next;
        continue;
      }
      if (++links > MOST_LINKS) {
        return new File(root, "/proc/too many symbolic links");
      }
      try {
        String target = Files.readSymbolicLink(asPath).toString();
        at = target.startsWith("/") ? new File(root) : at;
        push(left, target);
      } catch (IOException e) {
        return next;
      }
    }
    return at;
  }

  private static void push(Deque<String> left, String path) {
    int end = path.length();
    while (end > 0) {
      int slash = path.lastIndexOf('/', end - 1);
      String name = path.substring(slash + 1, end);
      if (!name.isEmpty() && !name.equals(".")) {
        left.push(name);
      }
      end = slash;
    }
  }
}
