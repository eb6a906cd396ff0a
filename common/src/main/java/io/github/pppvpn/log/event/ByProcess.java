package io.github.pppvpn.log.event;

/**
 * Values by process, those used most recently: a flood cannot make it grow. A log has a line per
 * look-up, so there is no key object.
 *
 * @param <V> what is known of a process
 */
final class ByProcess<V> {
  private final int limit;
  private Node<V>[] table = table(64);
  private int size;

  /** Its {@code newer} is the one used longest ago, its {@code older} the one used last. */
  private final Node<V> ends = new Node<>("", 0, 0);

  private static final class Node<V> {
    final String host;
    final int pid;
    final int hash;
    V value;
    Node<V> chain;
    Node<V> older;
    Node<V> newer;

    Node(String host, int pid, int hash) {
      this.host = host;
      this.pid = pid;
      this.hash = hash;
    }
  }

  ByProcess(int limit) {
    this.limit = limit;
    ends.older = ends;
    ends.newer = ends;
  }

  @SuppressWarnings("unchecked")
  private static <V> Node<V>[] table(int length) {
    return (Node<V>[]) new Node<?>[length];
  }

  /** What is known of the process; null for nothing. */
  V get(String host, int pid) {
    Node<V> node = node(host, pid, hash(host, pid));
    if (node == null) {
      return null;
    }
    if (ends.older != node) {
      unlink(node);
      link(node);
    }
    return node.value;
  }

  void put(String host, int pid, V value) {
    int hash = hash(host, pid);
    Node<V> node = node(host, pid, hash);
    if (node == null) {
      if (size == limit) {
        remove(ends.newer);
      }
      if (size == table.length) {
        grow();
      }
      node = new Node<>(host, pid, hash);
      int at = hash & (table.length - 1);
      node.chain = table[at];
      table[at] = node;
      size++;
    } else {
      unlink(node);
    }
    node.value = value;
    link(node);
  }

  /** Forgets the process; gives what was known of it, null for nothing. */
  V remove(String host, int pid) {
    Node<V> node = node(host, pid, hash(host, pid));
    if (node == null) {
      return null;
    }
    remove(node);
    return node.value;
  }

  /** Forgets the process if that is what is known of it. */
  void remove(String host, int pid, V value) {
    Node<V> node = node(host, pid, hash(host, pid));
    if (node != null && node.value == value) {
      remove(node);
    }
  }

  int size() {
    return size;
  }

  private Node<V> node(String host, int pid, int hash) {
    Node<V> node = table[hash & (table.length - 1)];
    while (node != null) {
      if (node.pid == pid && node.host.equals(host)) {
        return node;
      }
      node = node.chain;
    }
    return null;
  }

  private static int hash(String host, int pid) {
    int hash = (host.hashCode() * 31 + pid) * 0x9e3779b9;
    return hash ^ hash >>> 16;
  }

  private void remove(Node<V> gone) {
    int at = gone.hash & (table.length - 1);
    if (table[at] == gone) {
      table[at] = gone.chain;
    } else {
      Node<V> node = table[at];
      while (node.chain != gone) {
        node = node.chain;
      }
      node.chain = gone.chain;
    }
    unlink(gone);
    size--;
  }

  private static <V> void unlink(Node<V> node) {
    node.older.newer = node.newer;
    node.newer.older = node.older;
  }

  private void link(Node<V> node) {
    node.older = ends.older;
    node.newer = ends;
    ends.older.newer = node;
    ends.older = node;
  }

  private void grow() {
    Node<V>[] old = table;
    table = table(old.length * 2);
    for (Node<V> first : old) {
      Node<V> node = first;
      while (node != null) {
        Node<V> next = node.chain;
        int at = node.hash & (table.length - 1);
        node.chain = table[at];
        table[at] = node;
        node = next;
      }
    }
  }
}
