package dev.jbpf.dsl.check;

import dev.jbpf.code.Insn;
import dev.jbpf.code.LinkException;
import dev.jbpf.code.Program;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.Target;
import dev.jbpf.map.MapDef;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what the verifier is sure to refuse, before a kernel is asked: what is wrong on every way
 * that leads to an instruction, or on one way that it is sure to follow. Of an instruction that
 * never runs because of the values that it depends on it may know less than the verifier.
 */
public final class ProgramCheck {
  /** From then on functions of these types may have stacks of their own. */
  private static final KernelVersion OWN_STACKS = new KernelVersion(6, 13);

  private static final Set<ProgramType> TRACING =
      EnumSet.of(
          ProgramType.KPROBE,
          ProgramType.TRACEPOINT,
          ProgramType.PERF_EVENT,
          ProgramType.RAW_TRACEPOINT,
          ProgramType.RAW_TRACEPOINT_WRITABLE,
          ProgramType.TRACING,
          ProgramType.LSM,
          ProgramType.EXT,
          ProgramType.STRUCT_OPS);

  private final Code code;
  private final Target target;
  private final Report report;
  private final Flow flow;
  private final Ways ways;
  private final FieldRules fields;
  private final TargetRules targets;
  private final AccessRules accesses;
  private final CallRules arguments;
  private final RegisterRules registers;
  private final Calls calls;

  private ProgramCheck(Program program, Code code, Target target, Maps maps, FieldUses fields) {
    this.code = code;
    this.target = target;
    this.report = new Report(program);
    Step step = new Step(code, maps, target);
    this.flow = new Flow(code, step);
    this.ways = new Ways(code, step, maps);
    this.fields = new FieldRules(target, maps, fields);
    this.targets = new TargetRules(target);
    this.accesses = new AccessRules(maps, target);
    this.arguments = new CallRules(maps, accesses, targets);
    this.registers = new RegisterRules(target);
    this.calls = new Calls(sharesStack(target));
  }

  private static boolean sharesStack(Target target) {
    return target.type().filter(type -> !TRACING.contains(type)).isPresent()
        || target.lacks(OWN_STACKS);
  }

  /**
   * Checks {@code program}. Of a program with words that are no instructions nothing is known.
   *
   * @param maps definitions of maps that it names, by name; not necessarily of all
   * @param fields where it takes what a register points to for a structure
   * @throws LinkException with all that is wrong
   */
  public static void check(
      Program program, Target target, Map<String, MapDef<?, ?>> maps, FieldUses fields) {
    if (program.size() > 0) {
      Code.of(program)
          .ifPresent(code -> new ProgramCheck(program, code, target, new Maps(maps), fields).run());
    }
  }

  /**
   * Checks that programs for {@code target} may call {@code helper}.
   *
   * @throws IllegalArgumentException if not
   */
  public static void checkOpen(Helper helper, Target target) {
    new TargetRules(target)
        .broken(helper)
        .ifPresent(
            rule -> {
              throw new IllegalArgumentException(rule.message() + " (" + rule.note() + ")");
            });
  }

  private void run() {
    for (int slot = 0; slot < code.size(); slot = code.next(slot)) {
      int at = slot;
      new Structure(code).broken(slot).ifPresent(rule -> report.add(at, rule));
      calls.add(code, slot);
    }
    flow.run();
    flow.visit(this::look);
    ways.visit(
        (slot, insn, state) ->
            broken(slot, insn, state).ifPresent(rule -> report.add(slot, rule.onOneWay())));
    calls.report(report);
    report.finish();
  }

  private void look(int slot, Insn insn, State state) {
    broken(slot, insn, state).ifPresent(rule -> report.add(slot, rule));
    Effects.base(insn)
        .ifPresent(
            base -> {
              if (state.value(base) instanceof Value.Stack stack) {
                calls.use(code.function(slot), stack.offset() + insn.off());
              }
            });
  }

  private Optional<Rule> broken(int slot, Insn insn, State state) {
    return targets
        .broken(code, slot)
        .or(() -> InsnRules.broken(insn))
        .or(() -> registers.broken(insn, state, code.function(slot) == 0))
        .or(() -> fields.broken(slot, state))
        .or(() -> accesses.broken(insn, state))
        .or(() -> arguments.broken(insn, state));
  }
}
