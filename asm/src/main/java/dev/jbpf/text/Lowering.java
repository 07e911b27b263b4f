package dev.jbpf.text;

import static dev.jbpf.isa.Op.*;

import dev.jbpf.diag.Severity;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.MapType;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fits code to its target: an instruction that the target lacks becomes others that do exactly the
 * same, with the same registers; where there are none, it is an error.
 */
final class Lowering {
  /** The jump that does the same with its two registers exchanged. */
  private static final Map<Op, Op> EXCHANGED =
      Map.of(JLT_REG, JGT_REG, JLE_REG, JGE_REG, JSLT_REG, JSGT_REG, JSLE_REG, JSGE_REG);

  private static final Map<Op, Op> UNSIGNED_LOADS = Map.of(LDXSB, LDXB, LDXSH, LDXH, LDXSW, LDXW);

  /** How many bits above the value a load or move extends; a move's source goes unextended. */
  private static final Map<Op, Integer> SHIFTS =
      Map.of(
          LDXSB, 56, LDXSH, 48, LDXSW, 32, MOVSX864, 56, MOVSX1664, 48, MOVSX3264, 32, MOVSX832, 24,
          MOVSX1632, 16);

  private static final Map<Op, Op> TO_BIG = Map.of(BSWAP16, BE16, BSWAP32, BE32, BSWAP64, BE64);
  private static final Map<Op, Op> TO_LITTLE = Map.of(BSWAP16, LE16, BSWAP32, LE32, BSWAP64, LE64);

  private final AssemblerOptions options;

  Lowering(AssemblerOptions options) {
    this.options = options;
  }

  /** {@return whether the target has that instruction} */
  boolean supports(Op op) {
    return hasVersion(op) && !lacks(op.feature().kernel());
  }

  private boolean hasVersion(Op op) {
    return options.cpu().map(cpu -> cpu.includes(op.feature().version())).orElse(true);
  }

  /** Changes a section to what the target has, and notes what it cannot. */
  void lower(Context context, Region region) {
    if (options.cpu().isEmpty() && options.kernel().isEmpty()) {
      return;
    }
    CodeBuffer code = region.code;
    CodeRewrite rewrite = new CodeRewrite(context, region);
    for (int slot = 0; slot < code.size; slot++) {
      Op op = Op.of(code.words[slot]).orElse(EXIT);
      if (!supports(op)) {
        Optional<long[]> words = words(op, code.words[slot]);
        if (words.isPresent()) {
          rewrite.replace(slot, words.get());
        }
        report(context, op, words.isPresent(), code.offsets[slot]);
      } else if (op == CALL) {
        checkHelper(context, Words.imm(code.words[slot]), code.offsets[slot]);
      }
      slot += op.slots() - 1;
    }
    if (!rewrite.isEmpty()) {
      rewrite.apply();
    }
  }

  private void checkHelper(Context context, int number, int offset) {
    Optional<Helper> helper = Helper.of(number);
    if (options.kernel().isPresent() && helper.isPresent() && lacks(helper.get().since())) {
      context.errors.add(
          "target",
          offset,
          offset,
          "the helper " + KernelNames.call(helper.get()) + " needs " + from(helper.get().since()),
          target());
    }
  }

  /** {@return whether the target is a kernel before {@code first}} */
  boolean lacks(KernelVersion first) {
    return options.kernel().isPresent() && options.kernel().get().compareTo(first) < 0;
  }

  private static String from(KernelVersion first) {
    return "a kernel from " + first + " on";
  }

  /** {@return what says that {@code type} needs another kernel, if it does} */
  Optional<String> missing(MapType type) {
    return options.kernel().isPresent() && lacks(type.since())
        ? Optional.of("maps of the type " + type.kernelName() + " need " + from(type.since()))
        : Optional.empty();
  }

  private void report(Context context, Op op, boolean isLowered, int offset) {
    String what = op.mnemonic() + " needs " + need(op);
    if (isLowered) {
      context.errors.add(
          Severity.NOTE, "lowered", offset, offset, what + ": written with older instructions");
    } else {
      context.errors.add(
          "target", offset, offset, what + ", and nothing older does the same", target());
    }
  }

  private String need(Op op) {
    return hasVersion(op) ? from(op.feature().kernel()) : "--cpu " + op.feature().version();
  }

  /** {@return what the options say of the target} */
  String target() {
    return "the target is "
        + Stream.of(
                options.cpu().map(cpu -> "--cpu " + cpu), options.kernel().map(k -> "kernel " + k))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
  }

  /** {@return what does the same as {@code word}, the jump last if it is one} */
  private Optional<long[]> words(Op op, long word) {
    if (op == GOTOL) {
      return one(JA.template());
    }
    if (EXCHANGED.containsKey(op)) {
      long registers = (long) Words.src(word) << 8 | (long) Words.dst(word) << 12;
      return one(EXCHANGED.get(op).template() | registers);
    }
    if (op == JLT_IMM || op == JLE_IMM || op == JSLT_IMM || op == JSLE_IMM) {
      return op.opposite()
          .map(other -> Words.withOff(Words.withOp(word, op, other), (short) 1))
          .map(over -> new long[] {over, JA.template()});
    }
    Map<Op, Op> swaps = options.order() == ByteOrder.LITTLE_ENDIAN ? TO_BIG : TO_LITTLE;
    if (swaps.containsKey(op)) {
      return one(Words.pack(swaps.get(op), Words.dst(word), 0, 0, 0));
    }
    return Optional.ofNullable(SHIFTS.get(op)).map(shift -> extend(op, word, shift));
  }

  private static Optional<long[]> one(long word) {
    return Optional.of(new long[] {word});
  }

  private static long[] extend(Op op, long word, int shift) {
    int dst = Words.dst(word);
    boolean isHalf = op == MOVSX832 || op == MOVSX1632;
    Op first = UNSIGNED_LOADS.getOrDefault(op, isHalf ? MOV32_REG : MOV_REG);
    int off = UNSIGNED_LOADS.containsKey(op) ? Words.off(word) : 0;
    return new long[] {
      Words.pack(first, dst, Words.src(word), off, 0),
      Words.pack(isHalf ? LSH32_IMM : LSH_IMM, dst, 0, 0, shift),
      Words.pack(isHalf ? ARSH32_IMM : ARSH_IMM, dst, 0, 0, shift)
    };
  }
}
