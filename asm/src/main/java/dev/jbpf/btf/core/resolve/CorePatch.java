package dev.jbpf.btf.core.resolve;

import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import java.util.Arrays;
import java.util.Optional;

/**
 * Writes into an instruction what was found out for it: the immediate of an arithmetic instruction
 * or of a 64-bit load of a constant, the offset of a load or store, and how wide these are.
 */
public final class CorePatch {
  /** A helper that no kernel has, as libbpf marks what must not be reached. */
  public static final int POISON = 195_896_080;

  private final long[] words;
  private final int slot;
  private final CoreResolution found;

  private CorePatch(long[] words, int slot, CoreResolution found) {
    this.words = words;
    this.slot = slot;
    this.found = found;
  }

  /**
   * Changes the instruction at {@code slot}, as libbpf would. The address of what is a bit field
   * only in the kernel, which libbpf hands out, must not be reached.
   *
   * @param words instructions as {@link Words} lays them out
   * @return why the instruction must not be reached, if it must not: it is a call of {@link
   *     #POISON} now
   * @throws CoreException if it cannot hold the answer, or is not what a compiler would have
   *     written
   */
  public static Optional<String> apply(long[] words, int slot, CoreResolution found) {
    return new CorePatch(words, slot, found).apply();
  }

  private Optional<String> apply() {
    Op op =
        Op.of(words[slot])
            .filter(known -> slot + known.slots() <= words.length)
            .orElseThrow(() -> error("is at no instruction that this version knows"));
    Optional<String> poison = found.poison().or(found::withoutAddress);
    if (poison.isEmpty() && isAccess(op)) {
      poison = found.misfit();
    }
    if (poison.isPresent()) {
      Arrays.fill(words, slot, slot + op.slots(), Words.pack(Op.CALL, 0, 0, 0, POISON));
    } else {
      change(op, found.after().orElseThrow());
    }
    return poison;
  }

  private static boolean isAccess(Op op) {
    return switch (op.format()) {
      case LOAD, STORE_IMM, STORE_REG, ATOMIC -> true;
      default -> false;
    };
  }

  private void change(Op op, Measure after) {
    switch (op.format()) {
      case ALU_IMM -> {
        require(Words.imm(words[slot]), (int) found.before().value(), op);
        words[slot] = Words.withImm(words[slot], (int) after.value());
      }
      case LOAD, STORE_IMM, STORE_REG, ATOMIC -> changeAccess(op, after);
      case WIDE_IMM -> {
        require(Words.immediate(op, words[slot], words[slot + 1]), found.before().value(), op);
        words[slot] = Words.withImm(words[slot], (int) after.value());
        words[slot + 1] = Words.second(op, after.value());
      }
      default -> throw error("is at " + op.mnemonic() + ", which holds no such number");
    }
  }

  private void changeAccess(Op op, Measure after) {
    require(Words.off(words[slot]), found.before().value(), op);
    if (after.value() > Short.MAX_VALUE) {
      throw error("is " + after.value() + ", an offset holds at most " + Short.MAX_VALUE);
    }
    words[slot] = Words.withOff(words[slot], (short) after.value());
    if (after.size() != found.before().size()) {
      words[slot] = Words.withOp(words[slot], op, resized(op, after));
    }
  }

  /** The same instruction for what the kernel has. */
  private Op resized(Op op, Measure after) {
    if (op.width() != found.before().size() * Byte.SIZE) {
      throw error(
          String.format(
              "is of %d bytes, and %s is of %d: neither can be changed for the other",
              found.before().size(), op.mnemonic(), op.width() / Byte.SIZE));
    }
    return Arrays.stream(Op.values())
        .filter(other -> other.operation() == op.operation() && other.format() == op.format())
        .filter(other -> other.width() == after.size() * Byte.SIZE)
        .findFirst()
        .orElseThrow(() -> error("takes " + after.size() + " bytes, which no instruction does"));
  }

  /** A compiler writes what it knows: something else was not written for this record. */
  private void require(long written, long expected, Op op) {
    if (found.before().isExact() && written != expected) {
      throw error(
          String.format(
              "is %d by the object's types, and %s has %d", expected, op.mnemonic(), written));
    }
  }

  private CoreException error(String reason) {
    return new CoreException(found.describe() + " " + reason);
  }
}
