package dev.jbpf.dsl.check;

import dev.jbpf.code.Insn;
import dev.jbpf.isa.Format;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.Target;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Rules about registers: that they have a value, and one that can be used so. */
final class RegisterRules {
  /** Programs whose result says yes or no: 0 or 1 at all of their hooks. */
  private static final Set<ProgramType> YES_OR_NO =
      EnumSet.of(ProgramType.CGROUP_DEVICE, ProgramType.CGROUP_SYSCTL, ProgramType.SK_LOOKUP);

  private static final Set<Op> ADDITIONS =
      EnumSet.of(Op.ADD_IMM, Op.ADD_REG, Op.SUB_IMM, Op.SUB_REG);

  private final Target target;

  RegisterRules(Target target) {
    this.target = target;
  }

  Optional<Rule> broken(Insn insn, State state, boolean isMain) {
    return unset(insn, state)
        .or(() -> insn.op() == Op.EXIT && isMain ? result(state) : Optional.empty())
        .or(() -> ADDITIONS.contains(insn.op()) ? addition(insn, state) : Optional.empty())
        .or(() -> packet(insn, state));
  }

  private static Optional<Rule> unset(Insn insn, State state) {
    int unset = Effects.of(insn).reads() & ~state.known();
    if (unset == 0) {
      return Optional.empty();
    }
    Reg first = Reg.of(Integer.numberOfTrailingZeros(unset));
    String what = insn.op().mnemonic() + ": " + first.name64();
    return (state.lost() & 1 << first.number()) != 0
        ? Rule.broken(
            "register-lost",
            what + " has no value after a call",
            "calls keep r6 to r9 only: move it there before")
        : Rule.broken(
            "register-unset", what + " has no value: nothing wrote it", "give it a value first");
  }

  private Optional<Rule> result(State state) {
    if ((state.known() & 1) == 0) {
      return Rule.broken(
          "register-unset", "exit: r0 has no value", "r0 is what the program returns");
    }
    boolean isWrong =
        target.type().filter(YES_OR_NO::contains).isPresent()
            && state.value(Reg.R0) instanceof Value.Number number
            && number.value() != 0
            && number.value() != 1;
    return isWrong
        ? Rule.broken(
            "return-range",
            "exit: r0 is " + state.value(Reg.R0).words(),
            "programs of type " + target.type().get() + " return 0 or 1")
        : Optional.empty();
  }

  private static Optional<Rule> addition(Insn insn, State state) {
    String name = insn.dst().name64();
    return state.value(insn.dst()) instanceof Value.Nullable
        ? Rule.broken(
            "null-unchecked",
            insn.op().mnemonic() + ": " + name + " may be null here",
            "ask first: ifThen(" + name.toUpperCase(Locale.ROOT) + ".ne(0), …)")
        : Optional.empty();
  }

  private static Optional<Rule> packet(Insn insn, State state) {
    Format format = insn.op().format();
    Value r6 = state.value(Reg.R6);
    boolean isContext = r6.isAny() || r6.equals(new Value.Context(0));
    return (format == Format.PACKET_ABS || format == Format.PACKET_IND) && !isContext
        ? Rule.broken(
            "packet-load",
            insn.op().mnemonic() + ": r6 is " + r6.words(),
            "the context belongs there: mov(R6, R1) at the start of the program")
        : Optional.empty();
  }
}
