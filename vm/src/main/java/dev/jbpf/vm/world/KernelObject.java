package dev.jbpf.vm.world;

import dev.jbpf.kernel.StructField;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Something of the kernel's that programs get pointers to: a socket, a task, a control group, an
 * inode, a file. What programs read there is what a test says. Thread-safe.
 */
public class KernelObject {
  private final String name;
  private final ByteBuffer bytes;

  /**
   * An object of which programs read {@code bytes}, laid out as the kernel lays it out.
   *
   * @param name what it is, for messages: {@code struct task_struct}
   */
  public KernelObject(String name, byte[] bytes) {
    this.name = name;
    this.bytes = ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** {@return what it is, for messages} */
  public final String name() {
    return name;
  }

  /** {@return a copy of what programs read} */
  public final synchronized byte[] bytes() {
    return bytes.array().clone();
  }

  /** {@return a member of 1, 2, 4 or 8 bytes, the upper bits zero} */
  public final synchronized long get(StructField member) {
    long value = 0;
    for (int i = member.size() - 1; i >= 0; i--) {
      value = value << Byte.SIZE | bytes.get(member.offset() + i) & 0xff;
    }
    return value;
  }

  /**
   * Makes the lower bytes of {@code value} a member; what programs read changes with their next
   * look.
   */
  public final synchronized void set(StructField member, long value) {
    for (int i = 0; i < member.size() && i < Long.BYTES; i++) {
      bytes.put(member.offset() + i, (byte) (value >>> i * Byte.SIZE));
    }
  }

  /** Makes {@code value} a member. */
  public final synchronized void set(StructField member, byte[] value) {
    bytes.put(member.offset(), value, 0, Math.min(value.length, member.size()));
  }

  @Override
  public String toString() {
    return name;
  }
}
