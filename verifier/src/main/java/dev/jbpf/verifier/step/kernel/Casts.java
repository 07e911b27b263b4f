package dev.jbpf.verifier.step.kernel;

import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Refusal;
import dev.jbpf.verifier.step.machine.Unknown;
import dev.jbpf.verifier.types.KernelView;
import dev.jbpf.verifier.types.Trust;
import java.util.Optional;

/** Functions of the kernel that give an address another type. */
final class Casts {
  private final Machine machine;

  Casts(Machine machine) {
    this.machine = machine;
  }

  /** {@return what the call gives; empty if the function is none of these} */
  Optional<Value> call(String name) {
    return switch (name) {
      case "bpf_rdonly_cast" -> Optional.of(toReadOnly());
      case "bpf_cast_to_kern_ctx" -> Optional.of(toKernelContext());
      default -> Optional.empty();
    };
  }

  private KernelView view() {
    return machine.functions();
  }

  private Pointer toReadOnly() {
    KernelView view = view();
    machine.read(1);
    long id =
        machine.read(2) instanceof Num num && num.scalar().isConstant() ? num.scalar().value() : -1;
    if (id == 0) {
      return Pointer.to(PointerKind.UNTRUSTED_BYTES).readOnly(true).done();
    }
    if (id < 0 || id >= view.types().size() || !view.isStructure((int) id)) {
      throw new Refusal(Rule.ARGUMENT_CONSTANT, "r2", "r2 must be the BTF id of a kernel struct");
    }
    return typed(view, (int) id, Trust.UNTRUSTED);
  }

  private Pointer toKernelContext() {
    if (!(machine.read(1) instanceof Pointer pointer && pointer.kind() == PointerKind.CONTEXT)) {
      throw new Refusal(Rule.ARGUMENT_KIND, "r1", "r1 must be the context");
    }
    if (pointer.off() != 0 || !pointer.var().is(0)) {
      throw new Refusal(Rule.CONTEXT_OFFSET, "r1", "the context pointer has an offset: " + pointer);
    }
    KernelView view = view();
    int id =
        view.context(machine.subject.type(), true)
            .orElseThrow(
                () -> new Unknown("what the kernel has as the context of this program type"));
    if (!view.isStructure(id)) {
      throw new Refusal(Rule.KFUNC, "the context of this program type is no kernel struct");
    }
    return typed(view, id, Trust.TRUSTED);
  }

  private static Pointer typed(KernelView view, int id, Trust trust) {
    return Pointer.to(PointerKind.TYPED).type(id, view.name(id)).trust(trust).done();
  }
}
