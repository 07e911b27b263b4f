package dev.jbpf.cli.console;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A file that a command writes. It appears under its name only when it is complete, with the owner
 * and the rights that it had before; behind a symbolic link it is what the link leads to.
 */
final class OutputFile {
  /** As many as the kernel follows. */
  private static final int MOST_LINKS = 40;

  // As numbers: sets of permissions need reflection, which takes longer than a short file does.
  private static final String UNIX = "unix:";
  private static final String MODE = "mode";
  private static final String OWNER = "uid";
  private static final String GROUP = "gid";
  private static final String RIGHTS = UNIX + MODE + "," + OWNER + "," + GROUP;

  private final File file;
  private final boolean isThere;

  private OutputFile(File file) {
    this.file = file;
    this.isThere = file.exists();
  }

  /** {@return the file of that name, or the one that it is a link to, which need not be there} */
  static OutputFile of(String name) throws IOException {
    File file = new File(name);
    for (int i = 0; Files.isSymbolicLink(file.toPath()); i++) {
      if (i == MOST_LINKS) {
        throw new IOException("too many symbolic links");
      }
      file = file.toPath().resolveSibling(Files.readSymbolicLink(file.toPath())).toFile();
    }
    return new OutputFile(file);
  }

  /** {@return whether that is the same file, by whatever name} */
  boolean is(File other) throws IOException {
    // Most are not, which is known without asking for more.
    return isThere
        && file.length() == other.length()
        && file.lastModified() == other.lastModified()
        && Files.isSameFile(file.toPath(), other.toPath());
  }

  /** {@return whether it is a device or a pipe, whose place nothing can take} */
  private boolean isSpecial() {
    return isThere && !file.isFile();
  }

  void write(Output.Content content) throws IOException {
    if (isSpecial()) {
      write(file, content);
      return;
    }
    if (isThere && !file.canWrite()) {
      throw new AccessDeniedException(file.getPath());
    }
    File folder = file.getAbsoluteFile().getParentFile();
    File part = new File(folder, ".jbpf." + System.nanoTime());
    try {
      if (isThere) {
        create(part);
      }
      write(part, content);
      if (!part.renameTo(file)) {
        Files.move(part.toPath(), file.toPath(), REPLACE_EXISTING, ATOMIC_MOVE);
      }
    } finally {
      part.delete();
    }
  }

  /** Removes what an earlier run left. */
  void remove() throws IOException {
    if (!isSpecial()) {
      Files.deleteIfExists(file.toPath());
    }
  }

  /** Makes an empty file with the rights of the one whose place it is to take. */
  private void create(File part) throws IOException {
    if (!part.createNewFile()) { // Files.createFile needs channels, which start slowly.
      throw new FileAlreadyExistsException(part.getPath());
    }
    Map<String, Object> before;
    try {
      before = Files.readAttributes(file.toPath(), RIGHTS);
    } catch (UnsupportedOperationException e) {
      return; // Not on this system: rights are the folder's.
    }
    Map<String, Object> now = Files.readAttributes(part.toPath(), RIGHTS);
    if (!before.get(OWNER).equals(now.get(OWNER)) || !before.get(GROUP).equals(now.get(GROUP))) {
      keepOwner(part.toPath(), before);
    }
    if (!before.get(MODE).equals(now.get(MODE))) {
      Files.setAttribute(part.toPath(), UNIX + MODE, before.get(MODE));
    }
  }

  private static void keepOwner(Path part, Map<String, Object> before) {
    try {
      Files.setAttribute(part, UNIX + GROUP, before.get(GROUP));
      Files.setAttribute(part, UNIX + OWNER, before.get(OWNER));
    } catch (IOException e) {
      // Only root gives files away: another user's file in a shared folder becomes one's own.
    }
  }

  private static void write(File file, Output.Content content) throws IOException {
    try (OutputStream out = new Output.Pieces(open(file))) {
      content.writeTo(out);
    }
  }

  /** Channels start more slowly than a short file is written, but they tell what is wrong. */
  private static OutputStream open(File file) throws IOException {
    try {
      return new FileOutputStream(file);
    } catch (FileNotFoundException e) {
      return Files.newOutputStream(file.toPath());
    }
  }
}
