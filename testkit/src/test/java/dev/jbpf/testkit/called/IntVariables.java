package dev.jbpf.testkit.called;

import dev.jbpf.elf.bpf.BpfObjectFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** IntVariables of objects that are numbers of four bytes. */
final class IntVariables {
  private IntVariables() {}

  /** {@return how many bytes the variable has} */
  static int size(BpfObjectFile object, String name) {
    return object.variables().stream()
        .filter(variable -> variable.name().equals(name))
        .findFirst()
        .orElseThrow()
        .size();
  }

  static int[] numbers(byte[] bytes) {
    int[] all = new int[bytes.length / Integer.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(all);
    return all;
  }
}
