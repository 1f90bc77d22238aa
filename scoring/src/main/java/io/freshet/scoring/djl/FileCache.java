package io.freshet.scoring.djl;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Files under their checksums. They are written beside and moved in when whole. */
final class FileCache {
  private static final int BLOCK = 1 << 16;
  private static final int MOST_ENTRIES = 1000;

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path folder;

  FileCache(Path folder) {
    this.folder = folder;
  }

  /** The one that the processes of this user share. */
  static FileCache ofUser() {
    return new FileCache(
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "freshet-models-" + System.getProperty("user.name")));
  }

  /** Where a file of this checksum is kept, if it is. */
  Path place(String sha256, String fileName) {
    return folder.resolve(sha256).resolve(fileName);
  }

  /** Writes a stream to a file of its own. */
  Checked write(InputStream in, long maxBytes) throws IOException {
    Path file = Files.createTempFile(folder(), "part-", "");
    try (DigestOutputStream out = Checksums.digest(Files.newOutputStream(file))) {
      copy(in, out, maxBytes);
      return new Checked(file, Checksums.text(out));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /** Moves a written file to its place. */
  Checked keep(Checked written, String fileName) throws IOException {
    Path place = place(written.sha256(), fileName);
    Files.createDirectories(place.getParent());
    Files.move(written.path(), place, StandardCopyOption.ATOMIC_MOVE);
    return new Checked(place, written.sha256());
  }

  /**
   * The folder with what is in a zip.
   *
   * @param maxBytes that all of it together may have
   */
  Path unpacked(Checked zip, long maxBytes) throws IOException {
    Path place = place(zip.sha256(), "unpacked");
    if (Files.isDirectory(place)) {
      return place;
    }
    Path part = Files.createTempDirectory(folder(), "part-");
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip.path()))) {
      unpack(in, part, maxBytes);
      Files.createDirectories(place.getParent());
      Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      delete(part);
      if (!Files.isDirectory(place)) {
        throw e;
      }
    }
    return place;
  }

  private static void unpack(ZipInputStream in, Path into, long maxBytes) throws IOException {
    long unpacked = 0;
    int entries = 0;
    for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
      if (++entries > MOST_ENTRIES) {
        throw new IOException("more than " + MOST_ENTRIES + " entries");
      }
      Path target = into.resolve(entry.getName()).normalize();
      if (!target.startsWith(into)) {
        throw new IOException("entry " + entry.getName() + " lies outside the archive");
      }
      if (!entry.isDirectory()) {
        Files.createDirectories(target.getParent());
        try (OutputStream out = Files.newOutputStream(target)) {
          unpacked += copy(in, out, maxBytes - unpacked);
        }
      }
    }
    if (entries == 0) {
      throw new IOException("no zip archive, or an empty one");
    }
  }

  private static long copy(InputStream in, OutputStream out, long maxBytes) throws IOException {
    byte[] block = new byte[BLOCK];
    long total = 0;
    for (int read = in.read(block); read >= 0; read = in.read(block)) {
      total += read;
      if (total > maxBytes) {
        throw new IOException("more than " + maxBytes + " bytes");
      }
      out.write(block, 0, read);
    }
    return total;
  }

  /** Made for this user only: in a folder of all users, another could put files under it. */
  private Path folder() throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder.getParent());
      Files.createDirectories(folder, OWNER_ONLY);
    }
    return folder;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    }
  }
}
