package dev.jbpf.verifier.step.memory;

import dev.jbpf.isa.Operation;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.scalar.Scalar;
import dev.jbpf.verifier.scalar.ScalarComparison;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.memory.Regions.Access;
import dev.jbpf.verifier.types.Given;
import dev.jbpf.verifier.types.KernelView;
import dev.jbpf.verifier.types.SecurityHooks;

/** The context of a program that is verified against a function of the kernel: its arguments. */
final class TracingArguments {
  private final Machine machine;

  TracingArguments(Machine machine) {
    this.machine = machine;
  }

  Value load(Access access, long off) {
    Given given = machine.target().load(off, (int) access.size());
    if (given instanceof Given.Thing thing) {
      return object(thing);
    }
    if (given instanceof Given.Buffer buffer) {
      return Pointer.to(PointerKind.TRACEPOINT_BUFFER)
          .readOnly(buffer.isReadOnly())
          .nullable(buffer.isNullable() ? machine.newId() : 0)
          .done();
    }
    if (given instanceof Given.Refused refused) {
      throw access.refusal(Rule.CONTEXT_ACCESS, refused.why());
    }
    return given instanceof Given.HookResult ? result(machine.target().name()) : Num.unknown();
  }

  /** Newer kernels know what a hook returns, as a number of 32 bits. */
  private Num result(String hook) {
    if (!machine.since(6, 12)) {
      return Num.unknown();
    }
    return Num.of(
        limited(
            limited(Scalar.UNKNOWN, Operation.SGE, SecurityHooks.least(hook)),
            Operation.SLE,
            SecurityHooks.most(hook)));
  }

  private static Scalar limited(Scalar number, Operation condition, int limit) {
    return ScalarComparison.refine(condition, true, Integer.SIZE, number, Scalar.constant(limit));
  }

  private Pointer object(Given.Thing thing) {
    KernelView view = machine.kernel("the context's members are in the kernel's types");
    return Pointer.to(PointerKind.TYPED)
        .type(thing.structure(), view.name(thing.structure()))
        .trust(thing.trust())
        .nullable(thing.isNullable() ? machine.newId() : 0)
        .done();
  }
}
