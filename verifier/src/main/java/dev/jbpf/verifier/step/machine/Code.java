package dev.jbpf.verifier.step.machine;

import dev.jbpf.code.Program;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import org.jspecify.annotations.Nullable;

/** A program, each slot of it decoded once. */
public final class Code {
  private final long[] words;
  private final @Nullable Op[] ops;
  private final @Nullable Op[] shapes;

  /** The code of {@code program}, as a kernel of that version reads it. */
  public Code(Program program, KernelVersion version) {
    int size = program.size();
    words = new long[size];
    ops = new @Nullable Op[size];
    shapes = new @Nullable Op[size];
    for (int slot = 0; slot < size; slot++) {
      words[slot] = program.word(slot);
      Op shape = Shapes.of(words[slot], version).orElse(null);
      shapes[slot] = shape;
      ops[slot] = Shapes.strict(words[slot]).filter(op -> op == shape).orElse(null);
    }
  }

  /** {@return how many slots there are} */
  public int size() {
    return words.length;
  }

  /** {@return the instruction at {@code slot}; null if the slot is none, as its fields stand} */
  public @Nullable Op op(int slot) {
    return ops[slot];
  }

  /**
   * {@return the instruction that the slot is meant to be, even if fields are set that it does not
   * use; null if the kernel knows none of that opcode}
   */
  public @Nullable Op shape(int slot) {
    return shapes[slot];
  }

  /** {@return whether the source field is as the instruction that it is meant to be wants it} */
  public boolean hasSource(int slot) {
    Op shape = shapes[slot];
    return shape != null && Shapes.hasSource(shape, words[slot]);
  }

  /** {@return the slot as a number} */
  public long word(int slot) {
    return words[slot];
  }

  /** {@return the number of the destination register} */
  public int dst(int slot) {
    return Words.dst(words[slot]);
  }

  /** {@return the number of the source register} */
  public int src(int slot) {
    return Words.src(words[slot]);
  }

  /** {@return the offset} */
  public int off(int slot) {
    return Words.off(words[slot]);
  }

  /** {@return the immediate of this slot} */
  public int imm(int slot) {
    return Words.imm(words[slot]);
  }

  /** {@return the opcode} */
  public int opcode(int slot) {
    return Words.opcode(words[slot]);
  }

  /** {@return the 64-bit immediate of the wide instruction at {@code slot}} */
  public long wide(int slot) {
    return imm(slot) & 0xffff_ffffL | (long) imm(slot + 1) << Integer.SIZE;
  }

  /** {@return the slot that the jump or call at {@code slot}, an instruction, names} */
  public int target(int slot) {
    return slot + 1 + distance(slot);
  }

  private int distance(int slot) {
    Op shape = shapes[slot];
    return shape == null ? 0 : shape.distance(words[slot]);
  }
}
