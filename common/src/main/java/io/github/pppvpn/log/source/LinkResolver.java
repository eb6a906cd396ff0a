package io.github.pppvpn.log.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** Follows symbolic links so that they stay below a root, as the host itself would see them. */
record LinkResolver(Path root) {
  // Linux gives up after as many.
  private static final int MAX_LINKS = 40;

  /**
   * The place of {@code path} without any symbolic link in it; it need not exist.
   *
   * @param path absolute, as seen from the root
   */
  Path resolve(Path path) throws IOException {
    Deque<String> names = new ArrayDeque<>();
    pushAll(names, path);
    Path place = root;
    int links = 0;
    while (!names.isEmpty()) {
      String name = names.pop();
      if (name.equals("..")) {
        place = place.equals(root) ? root : place.getParent();
        continue;
      }
      if (name.isEmpty() || name.equals(".")) {
        continue;
      }
      Path next = place.resolve(name);
      if (!Files.isSymbolicLink(next)) {
        place = next;
        continue;
      }
      if (++links > MAX_LINKS) {
        throw new LogSourceException(shown(path) + ": too many symbolic links, or a loop of them");
      }
      Path target = Files.readSymbolicLink(next);
      if (target.isAbsolute()) {
        place = root;
      }
      pushAll(names, target);
    }
    return place;
  }

  /** Where {@code path} lies on this machine, before any link is followed. */
  Path shown(Path path) {
    Path below = path.isAbsolute() ? path.getRoot().relativize(path) : path;
    return root.resolve(below);
  }

  private static void pushAll(Deque<String> names, Path path) {
    for (int i = path.getNameCount() - 1; i >= 0; i--) {
      names.push(path.getName(i).toString());
    }
  }
}
