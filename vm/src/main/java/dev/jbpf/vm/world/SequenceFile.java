package dev.jbpf.vm.world;

import java.io.ByteArrayOutputStream;

/** A {@code struct seq_file}: what programs of iterators write to. Thread-safe. */
public final class SequenceFile extends KernelObject {
  private static final int BYTES = 256;

  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private final int room;

  /** A file that takes {@code room} bytes. */
  public SequenceFile(int room) {
    super("struct seq_file", new byte[BYTES]);
    this.room = room;
  }

  /** {@return whether there was room for {@code bytes}, which are in the file now} */
  public synchronized boolean write(byte[] bytes) {
    if (content.size() + bytes.length > room) {
      return false;
    }
    content.writeBytes(bytes);
    return true;
  }

  /** {@return a copy of what was written} */
  public synchronized byte[] content() {
    return content.toByteArray();
  }
}
