package io.github.pppvpn.state;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * The state of one key, held by one run at a time.
 *
 * <p>What is read is the content that some run committed, or nothing with a reason. What is
 * committed replaces it in one step, on disk when {@link #commit} returns; a run killed at any
 * moment leaves the one or the other. The lock is on a file of its own beside the state, which
 * stays.
 */
public final class StateFile implements Closeable {
  /**
   * How far ahead of the clock a state's time may be, clocks being set back a little now and then.
   */
  private static final long FUTURE_MILLIS = 60_000;

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rw-------");

  private final StateFolder folder;
  private final StateKey key;
  private final Path file;
  private final FileChannel lock;
  private final Disk disk;

  /** How bytes get onto the disk; a test has another. */
  interface Disk {
    void write(FileChannel channel, ByteBuffer bytes) throws IOException;
  }

  private StateFile(StateFolder folder, StateKey key, FileChannel lock, Disk disk) {
    this.folder = folder;
    this.key = key;
    this.file = folder.path().resolve(key.fileName());
    this.lock = lock;
    this.disk = disk;
  }

  /**
   * Takes the state of {@code key}, waiting for another run to give it back.
   *
   * @param nanoTime a clock that never goes back
   * @param waitNanos how long to wait at most
   * @throws StateException if the folder is missing or not writable, or if another run holds the
   *     state for longer
   */
  public static StateFile open(
      StateFolder folder, StateKey key, LongSupplier nanoTime, long waitNanos)
      throws StateException {
    Disk disk =
        new Disk() {
          @Override
          public void write(FileChannel channel, ByteBuffer bytes) throws IOException {
            writeFully(channel, bytes);
          }
        };
    return open(folder, key, nanoTime, waitNanos, disk);
  }

  static StateFile open(
      StateFolder folder, StateKey key, LongSupplier nanoTime, long waitNanos, Disk disk)
      throws StateException {
    folder.check();
    Path lockPath = folder.path().resolve(key.fileName() + ".lock");
    // A named pipe would hold whoever opens it until somebody reads it.
    if (Files.exists(lockPath, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(lockPath, LinkOption.NOFOLLOW_LINKS)) {
      throw new StateException(
          lockPath + " is not a regular file, so no state is kept there",
          "see who else writes in the folder, and remove it");
    }
    FileChannel channel;
    try {
      channel =
          FileChannel.open(
              lockPath,
              Set.<OpenOption>of(
                  StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
              PosixFilePermissions.asFileAttribute(OWN));
    } catch (IOException e) {
      throw folder.failed("cannot be opened", lockPath, e);
    }
    boolean held = false;
    try {
      held = lock(channel, nanoTime, waitNanos);
    } catch (IOException e) {
      throw folder.failed("cannot be locked", lockPath, e);
    } finally {
      if (!held) {
        closeQuietly(channel);
      }
    }
    if (!held) {
      throw new StateException(
          "the state of " + key.command() + " for " + key.name() + " is in use by another run",
          "give each service its own key; a run that hangs holds " + lockPath);
    }
    StateFile state = new StateFile(folder, key, channel, disk);
    // What a killed run left half-written.
    deleteQuietly(state.fresh());
    return state;
  }

  private static boolean lock(FileChannel channel, LongSupplier nanoTime, long waitNanos)
      throws IOException {
    long start = nanoTime.getAsLong();
    while (true) {
      try {
        if (channel.tryLock() != null) {
          return true;
        }
      } catch (OverlappingFileLockException e) {
        // Held within this same process: no other than being held elsewhere.
      }
      long left = waitNanos - (nanoTime.getAsLong() - start);
      if (left <= 0) {
        return false;
      }
      LockSupport.parkNanos(Math.min(POLL_NANOS, left));
    }
  }

  /** What is there, as of {@code nowMillis}: what was written later than that is of no use. */
  public StoredState read(long nowMillis) throws StateException {
    StoredState stored = read();
    return stored.content().isPresent()
            && stored.content().get().writtenMillis() > nowMillis + FUTURE_MILLIS
        ? unusable("it was written in the future")
        : stored;
  }

  /** What is there, whenever it was written: for what does not go by the clock. */
  public StoredState read() throws StateException {
    try {
      PosixFileAttributes attributes =
          Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!attributes.isRegularFile()) {
        return unusable("it is not a regular file");
      }
      // /proc/self is the running user's; the lock may have been made by another.
      Path self = Path.of("/proc/self");
      if (Files.exists(self) && !attributes.owner().equals(Files.getOwner(self))) {
        return unusable("it belongs to the user " + attributes.owner().getName());
      }
      Set<PosixFilePermission> modes = attributes.permissions();
      if (modes.contains(PosixFilePermission.GROUP_WRITE)
          || modes.contains(PosixFilePermission.OTHERS_WRITE)) {
        return unusable("others than its owner may write it");
      }
      if (attributes.size() > StateFormat.MAX_BYTES) {
        return unusable("it is larger than any state");
      }
      return StoredState.of(StateFormat.read(key, bytes()));
    } catch (NoSuchFileException e) {
      return StoredState.first(file);
    } catch (StateFormat.UnusableException e) {
      return unusable(e.getMessage());
    } catch (IOException e) {
      throw folder.failed("cannot be read", file, e);
    }
  }

  private StoredState unusable(String clause) {
    return StoredState.none(file + " is not used: " + clause);
  }

  private byte[] bytes() throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      ByteBuffer buffer =
          ByteBuffer.allocate((int) Math.min(channel.size(), StateFormat.MAX_BYTES));
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // until it is full or the file ends
      }
      byte[] bytes = new byte[buffer.position()];
      buffer.flip().get(bytes);
      return bytes;
    }
  }

  /**
   * Replaces what is there.
   *
   * @throws StateException if that cannot be done; what was there before then still is
   */
  public void commit(StateContent content) throws StateException {
    byte[] bytes = StateFormat.write(key, content);
    if (bytes.length > StateFormat.MAX_BYTES) {
      throw new StateException(
          "the state of " + key.command() + " for " + key.name() + " is too large to keep", "");
    }
    Path fresh = fresh();
    try {
      try (FileChannel channel =
          FileChannel.open(
              fresh,
              Set.<OpenOption>of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(OWN))) {
        disk.write(channel, ByteBuffer.wrap(bytes));
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      deleteQuietly(fresh);
      throw folder.failed("cannot be written", file, e);
    }
    // The new name is on disk only when the folder is.
    try (FileChannel channel = FileChannel.open(folder.path(), StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw folder.failed("cannot be made lasting", file, e);
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** One name is enough: none but who holds the lock writes there. */
  private Path fresh() {
    return file.resolveSibling(file.getFileName() + ".new");
  }

  private static void deleteQuietly(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      return; // the next run tries again
    }
  }

  private static void closeQuietly(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      return; // nothing was written
    }
  }

  /** Gives the state back. */
  @Override
  public void close() {
    closeQuietly(lock);
  }
}
