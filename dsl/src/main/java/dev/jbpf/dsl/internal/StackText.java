package dev.jbpf.dsl.internal;

import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The instructions that write a text to the stack, eight bytes at a time. */
public final class StackText {
  private StackText() {}

  /** {@return how many bytes {@code text} takes, with the NUL behind it} */
  public static int size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length + 1;
  }

  public static List<CodeElement> store(int offset, String text) {
    if (offset % Long.BYTES != 0) {
      throw new IllegalArgumentException(
          "a text on the stack must be at a multiple of 8 bytes, not at " + offset);
    }
    if (offset < -512 || offset + size(text) > 0) {
      throw new IllegalArgumentException(
          "a text of "
              + size(text)
              + " bytes, NUL included, does not fit on the stack at "
              + offset
              + ", which ends at 0: put it at "
              + -(size(text) + Long.BYTES - 1) / Long.BYTES * Long.BYTES
              + " or below");
    }
    int words = (size(text) + Long.BYTES - 1) / Long.BYTES;
    ByteBuffer bytes = ByteBuffer.allocate(words * Long.BYTES).order(ByteOrder.nativeOrder());
    bytes.put(0, text.getBytes(StandardCharsets.UTF_8));
    List<CodeElement> elements = new ArrayList<>();
    for (int at = 0; at < bytes.capacity(); at += Long.BYTES) {
      elements.add(ConstantLoads.load(Reg.R0, bytes.getLong(at)));
      elements.add(Insn.of(Op.STXDW, Reg.R10, Reg.R0, offset + at, 0));
    }
    return elements;
  }
}
