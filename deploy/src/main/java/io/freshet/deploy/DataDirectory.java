package io.freshet.deploy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The directory of one standalone instance, locked while the instance runs. */
final class DataDirectory implements AutoCloseable {
  private final Path path;
  private final FileChannel lock;

  private DataDirectory(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Creates the directory if it is not there, and locks it. */
  static DataDirectory open(Path directory) throws IOException {
    Path path = Files.createDirectories(directory).toRealPath();
    FileChannel channel =
        FileChannel.open(
            path.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (tryLock(channel) == null) {
      channel.close();
      throw new CommandException(
          "another instance runs on the data directory "
              + path
              + ": stop it, or choose another directory (standalone.data-directory, --data)");
    }
    return new DataDirectory(path, channel);
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  Path path() {
    return path;
  }

  Path broker() {
    return path.resolve("kafka");
  }

  Path checkpoints() {
    return path.resolve("checkpoints");
  }

  Path temporary() {
    return path.resolve("tmp");
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
