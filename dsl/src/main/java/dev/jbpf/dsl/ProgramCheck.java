package dev.jbpf.dsl;

import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Insn;
import dev.jbpf.code.LinkException;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.Severity;
import dev.jbpf.isa.Format;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperSignature;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds what the verifier is sure to refuse, before a kernel is asked: registers without a value,
 * addresses not tested for null, places that cannot be reached. It says nothing that might be right
 * on some way through the program; only of an instruction that never runs because of the values
 * that it depends on does it know less than the verifier.
 */
final class ProgramCheck {
  private static final HelperSignature.Result NULLABLE = HelperSignature.Result.PTR_OR_NULL;

  private final Program program;
  private final TreeMap<Integer, Insn> insns = new TreeMap<>();
  private final Map<Integer, FlowState> states = new TreeMap<>();
  private final Map<Integer, Diagnostic> errors = new TreeMap<>();
  private final Deque<Integer> waiting = new ArrayDeque<>();

  private ProgramCheck(Program program) {
    this.program = program;
  }

  /**
   * Checks {@code program}.
   *
   * @throws LinkException with all that is wrong
   */
  static void check(Program program) {
    ProgramCheck check = new ProgramCheck(program);
    if (check.decode() && program.size() > 0) {
      check.flow();
      check.insns.forEach(check::look);
      if (!check.errors.isEmpty()) {
        throw new LinkException(List.copyOf(check.errors.values()));
      }
    }
  }

  /** {@return whether all of the program is instructions; of other words nothing is known} */
  private boolean decode() {
    int slot = 0;
    for (CodeElement element : program.elements()) {
      if (!(element instanceof Insn insn)) {
        return false;
      }
      insns.put(slot, insn);
      slot += insn.slots();
    }
    return true;
  }

  private void flow() {
    arrive(0, 0, FlowState.main());
    while (!waiting.isEmpty()) {
      int slot = waiting.remove();
      step(slot, insns.get(slot), states.get(slot));
    }
  }

  private void step(int slot, Insn insn, FlowState before) {
    Effects effects = Effects.of(insn);
    FlowState after = changed(insn, before, before.after(effects));
    Op op = insn.op();
    if (op.format().hasTarget()) {
      int target = slot + 1 + (int) (op.format().immediate().isTarget() ? insn.imm() : insn.off());
      boolean isCode = op == Op.CALL_LOCAL || op == Op.LDDW_FUNC;
      arrive(slot, target, isCode ? FlowState.subprogram() : after);
    }
    if (!op.isFinal()) {
      arrive(slot, slot + insn.slots(), after);
    }
  }

  /** What an instruction does to addresses that may be null. */
  private static FlowState changed(Insn insn, FlowState before, FlowState after) {
    int dst = 1 << insn.dst().number();
    int src = 1 << insn.src().number();
    if (insn.op() == Op.MOV_REG && (before.nullable() & src) != 0) {
      return after.withNullable(dst);
    }
    Format format = insn.op().format();
    if (format == Format.JUMP_IMM || format == Format.JUMP_REG) {
      // A copy may have been tested instead: after any test none is reported.
      return after.withoutNullable(-1);
    }
    boolean mayBeNull = insn.op() == Op.CALL && result(insn).equals(Optional.of(NULLABLE));
    return mayBeNull ? after.withNullable(1) : after;
  }

  private static Optional<HelperSignature.Result> result(Insn call) {
    return Helper.of((int) call.imm()).map(helper -> helper.signature().result());
  }

  private void arrive(int from, int slot, FlowState state) {
    if (slot == program.size()) {
      error(from, "falls-off", "the program goes on behind its last instruction", "exit ends it");
    } else if (!insns.containsKey(slot)) {
      error(from, "jump-target", "no instruction starts at slot " + slot, "name a label instead");
    } else {
      FlowState merged = states.containsKey(slot) ? states.get(slot).merge(state) : state;
      if (!merged.equals(states.put(slot, merged))) {
        waiting.add(slot);
      }
    }
  }

  private void look(int slot, Insn insn) {
    if (!states.containsKey(slot)) {
      error(slot, "unreachable", "no way leads here", "remove it, or jump to it");
      return;
    }
    FlowState state = states.get(slot);
    registers(slot, insn, state);
    InsnRules.broken(insn).ifPresent(rule -> error(slot, rule.code(), rule.message(), rule.note()));
    int base = Effects.accessed(insn) & state.nullable();
    if (base != 0) {
      String reg = name(base);
      error(
          slot,
          "null-unchecked",
          reg + " may be null here",
          "ask first: ifThen(" + reg.toUpperCase(Locale.ROOT) + ".ne(0), …)");
    }
  }

  private void registers(int slot, Insn insn, FlowState state) {
    int unset = Effects.of(insn).reads() & ~state.known();
    if (unset != 0) {
      boolean lost = (unset & -unset & state.lost()) != 0;
      error(
          slot,
          lost ? "register-lost" : "register-unset",
          insn.op().mnemonic()
              + ": "
              + name(unset)
              + (lost ? " has no value after a call" : " has no value: nothing wrote it"),
          lost ? "calls keep r6 to r9 only: move it there before" : "give it a value first");
    }
    if (insn.op() == Op.EXIT && (state.known() & 1) == 0 && isMain(slot)) {
      error(slot, "register-unset", "exit: r0 has no value", "r0 is what the program returns");
    }
  }

  private boolean isMain(int slot) {
    return insns.entrySet().stream()
        .filter(entry -> entry.getValue().op() == Op.CALL_LOCAL)
        .map(entry -> entry.getKey() + 1 + (int) entry.getValue().imm())
        .min(Comparator.naturalOrder())
        .map(first -> slot < first)
        .orElse(insns.values().stream().noneMatch(insn -> insn.op() == Op.LDDW_FUNC));
  }

  private static String name(int registers) {
    return Reg.of(Integer.numberOfTrailingZeros(registers)).name64();
  }

  private void error(int slot, String code, String message, String note) {
    errors.putIfAbsent(
        slot,
        new Diagnostic(
            Severity.ERROR, code, message, program.origin(new Slot(slot)), 1, List.of(note)));
  }
}
