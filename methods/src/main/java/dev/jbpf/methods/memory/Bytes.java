package dev.jbpf.methods.memory;

import dev.jbpf.vm.JavaRun;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Where memory is in plain Java. Places are in bytes; numbers are in the machine's order. */
sealed interface Bytes {
  /** {@return the 1, 2, 4 or 8 bytes there, zeros above} */
  long load(long at, int size);

  /** Writes the lower bytes of {@code value}. */
  void store(long at, int size, long value);

  /** {@return a copy} */
  byte[] read(long at, int size);

  /** Writes all of {@code bytes}. */
  void write(long at, byte[] bytes);

  /** An array of Java. */
  record Own(byte[] array) implements Bytes {
    private ByteBuffer buffer() {
      return ByteBuffer.wrap(array).order(ByteOrder.nativeOrder());
    }

    @Override
    public long load(long at, int size) {
      int index = Math.toIntExact(at);
      return switch (size) {
        case 1 -> array[index] & 0xffL;
        case 2 -> buffer().getShort(index) & 0xffffL;
        case 4 -> buffer().getInt(index) & 0xffff_ffffL;
        default -> buffer().getLong(index);
      };
    }

    @Override
    public void store(long at, int size, long value) {
      int index = Math.toIntExact(at);
      switch (size) {
        case 1 -> array[index] = (byte) value;
        case 2 -> buffer().putShort(index, (short) value);
        case 4 -> buffer().putInt(index, (int) value);
        default -> buffer().putLong(index, value);
      }
    }

    @Override
    public byte[] read(long at, int size) {
      int index = Math.toIntExact(at);
      if (index < 0 || index + size > array.length) {
        throw new IndexOutOfBoundsException(size + " bytes at " + at + " of " + array.length);
      }
      return Arrays.copyOfRange(array, index, index + size);
    }

    @Override
    public void write(long at, byte[] bytes) {
      System.arraycopy(bytes, 0, array, Math.toIntExact(at), bytes.length);
    }
  }

  /** What the run sees; places are addresses. */
  record OfRun(JavaRun run) implements Bytes {
    @Override
    public long load(long at, int size) {
      return run.memory().load(at, size);
    }

    @Override
    public void store(long at, int size, long value) {
      run.memory().store(at, size, value);
    }

    @Override
    public byte[] read(long at, int size) {
      return run.memory().read(at, size);
    }

    @Override
    public void write(long at, byte[] bytes) {
      run.memory().write(at, bytes);
    }
  }
}
