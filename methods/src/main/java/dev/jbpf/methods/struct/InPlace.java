package dev.jbpf.methods.struct;

import dev.jbpf.kernel.Helper;
import dev.jbpf.methods.memory.Area;
import java.nio.charset.StandardCharsets;

/** Memory that the verifier knows. */
final class InPlace extends Source {
  private final Area area;

  InPlace(Area area) {
    this.area = area;
  }

  @Override
  byte[] read(int offset, int size) {
    return area.plus(offset).toBytes(size);
  }

  @Override
  void write(int offset, byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      area.set8(offset + i, bytes[i]);
    }
  }

  @Override
  String text(int offset, int size) {
    byte[] bytes = read(offset, size);
    int end = 0;
    while (end < size && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  @Override
  Source follow(int offset) {
    Area found = area.pointer(offset);
    return found == null
        ? new Copied(Helper.PROBE_READ_KERNEL, Helper.PROBE_READ_KERNEL_STR, 0)
        : new InPlace(found);
  }

  @Override
  Source plus(int offset) {
    return new InPlace(area.plus(offset));
  }
}
