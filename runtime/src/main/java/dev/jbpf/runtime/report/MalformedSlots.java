package dev.jbpf.runtime.report;

import dev.jbpf.code.Insn;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the instruction that the verifier means when it rejects a program before it walks through
 * it: then it names the fault, and not the place.
 */
public final class MalformedSlots {
  private static final Pattern NO_MAP = Pattern.compile("fd (-?\\d+) is not pointing to valid .*");
  private static final Pattern MALFORMED =
      Pattern.compile(
          "unknown opcode .*|.* uses reserved fields|(invalid|unrecognized) bpf_ld_imm64.*");

  private MalformedSlots() {}

  /** {@return the first instruction that the kernel's {@code reason} fits} */
  public static Optional<Slot> find(Program program, String reason) {
    if (reason.startsWith("last insn is not an exit or jmp")) {
      return last(program);
    }
    if (MALFORMED.matcher(reason).matches()) {
      return first(program, slot -> program.opAt(slot).isEmpty());
    }
    Matcher noMap = NO_MAP.matcher(reason);
    return noMap.matches()
        ? first(program, slot -> loadsMap(program, slot, Long.parseLong(noMap.group(1))))
        : Optional.empty();
  }

  private static boolean loadsMap(Program program, int slot, long descriptor) {
    return program
        .opAt(slot)
        .filter(op -> op == Op.LDDW_MAP_FD || op == Op.LDDW_MAP_VALUE)
        .filter(op -> Words.imm(program.word(slot)) == descriptor)
        .isPresent();
  }

  private static Optional<Slot> first(Program program, IntPredicate fits) {
    for (int slot = 0; slot < program.size(); slot += width(program, slot)) {
      if (fits.test(slot)) {
        return Optional.of(new Slot(slot));
      }
    }
    return Optional.empty();
  }

  private static Optional<Slot> last(Program program) {
    int last = 0;
    for (int slot = 0; slot < program.size(); slot += width(program, slot)) {
      last = slot;
    }
    return Optional.of(new Slot(last));
  }

  private static int width(Program program, int slot) {
    return program.elementAt(new Slot(slot)) instanceof Insn insn ? insn.slots() : 1;
  }
}
