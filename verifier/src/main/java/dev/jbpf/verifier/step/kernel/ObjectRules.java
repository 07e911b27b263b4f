package dev.jbpf.verifier.step.kernel;

import dev.jbpf.verifier.kfunc.KfuncFlag;
import dev.jbpf.verifier.kfunc.Parameter;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Unknown;
import dev.jbpf.verifier.types.KernelView;
import dev.jbpf.verifier.types.Trust;
import java.util.Set;

/** ObjectRules that functions of the kernel are given: of the right type, and there for sure. */
final class ObjectRules {
  /** The structures that stand for contexts in prototypes. */
  private static final Set<String> CONTEXTS =
      Set.of(
          "__sk_buff",
          "xdp_md",
          "bpf_sock_ops_kern",
          "bpf_sock_addr_kern",
          "bpf_sock_addr",
          "bpf_sock_ops");

  private final Machine machine;

  ObjectRules(Machine machine) {
    this.machine = machine;
  }

  /** {@return whether the function takes objects only that are there} */
  static boolean needsTrust(KernelCall call) {
    return mustBeTrusted(call) || call.function().kfunc().has(KfuncFlag.RCU);
  }

  private static boolean mustBeTrusted(KernelCall call) {
    return call.function().kfunc().has(KfuncFlag.TRUSTED)
        || call.function().kfunc().has(KfuncFlag.RELEASE);
  }

  private KernelView view() {
    return machine.functions();
  }

  boolean isTaskWork(Parameter wanted) {
    return view().name(wanted.structure()).equals("bpf_task_work");
  }

  boolean isContext(Parameter wanted) {
    return CONTEXTS.contains(view().name(wanted.structure()));
  }

  void context(Pointer pointer, int number) {
    if (machine.rules.context().isEmpty()) {
      throw new Unknown("the context is passed to a kernel function");
    }
    if (pointer.off() != 0 || !pointer.var().is(0)) {
      throw Machine.refusal(
          Rule.CONTEXT_OFFSET, number, "the context pointer has an offset: " + pointer);
    }
  }

  void check(KernelCall call, Parameter wanted, Pointer pointer, int number) {
    if (pointer.isNullable() && !needsTrust(call)) {
      throw new Unknown(call.name() + " receives an object that may be null");
    }
    checkTrust(call, pointer, number);
    checkType(call, wanted, pointer, number);
    call.about(pointer);
    if (pointer.reference() != 0) {
      release(call, pointer, number);
    }
  }

  private void checkTrust(KernelCall call, Pointer pointer, int number) {
    boolean isTrusted =
        pointer.kind() != PointerKind.TYPED
            || pointer.reference() != 0
            || pointer.trust() == Trust.TRUSTED;
    boolean isEnough =
        isTrusted
            || !needsTrust(call)
            || call.function().kfunc().has(KfuncFlag.RCU) && pointer.trust() == Trust.RCU;
    if (!isEnough) {
      throw Machine.refusal(
          Rule.OBJECT_TRUST,
          number,
          "the object of struct " + pointer.type() + " may be freed when " + call.name() + " runs");
    }
  }

  private void checkType(KernelCall call, Parameter wanted, Pointer pointer, int number) {
    KernelView view = view();
    int structure = structure(view, pointer);
    boolean isExact = call.function().kfunc().has(KfuncFlag.RELEASE) && pointer.reference() != 0;
    boolean fits =
        pointer.isFixed()
            && (isExact
                ? structure == wanted.structure() && pointer.off() == 0
                : view.holds(structure, pointer.off(), wanted.structure())
                    || isItsContext(view, wanted, structure));
    if (!fits) {
      throw mismatch(call, wanted, pointer, number);
    }
  }

  /** What programs have of a packet as their context, others have as the kernel's own object. */
  private boolean isItsContext(KernelView view, Parameter wanted, int structure) {
    int context = view.context(machine.subject.type(), false).orElse(0);
    if (context == wanted.structure()) {
      return false;
    }
    return switch (view.name(wanted.structure())) {
      case "__sk_buff" -> view.name(structure).equals("sk_buff");
      case "xdp_md" -> view.name(structure).equals("xdp_buff");
      default -> false;
    };
  }

  private int structure(KernelView view, Pointer pointer) {
    String name =
        switch (pointer.kind()) {
          case SOCKET -> "sock";
          case SOCK_COMMON -> "sock_common";
          case TCP_SOCK -> "tcp_sock";
          case XDP_SOCK -> "xdp_sock";
          default -> "";
        };
    return name.isEmpty()
        ? machine.structure(view, pointer)
        : view.structure(name)
            .orElseThrow(() -> new Unknown("the kernel's types have no structure " + name));
  }

  private void release(KernelCall call, Pointer pointer, int number) {
    if (!call.function().kfunc().has(KfuncFlag.RELEASE)) {
      return;
    }
    if (!machine.state().held().has(pointer.reference())) {
      throw Machine.refusal(
          Rule.REFERENCE_RELEASE,
          number,
          "the released reference was not acquired, or is already released");
    }
    call.release(pointer.reference());
  }

  RuntimeException mismatch(KernelCall call, Parameter wanted, Value value, int number) {
    String what = wanted.structure() == 0 ? "" : " of struct " + view().name(wanted.structure());
    if (value instanceof Pointer pointer && isOther(wanted, pointer)) {
      return new Unknown(call.name() + " receives " + pointer.kind());
    }
    return Machine.refusal(
        Rule.ARGUMENT_KIND,
        number,
        Machine.name(number)
            + " must be a pointer to an object"
            + what
            + ", but is "
            + (value instanceof Pointer pointer ? described(pointer) : "the scalar " + value));
  }

  private boolean isOther(Parameter wanted, Pointer pointer) {
    return pointer.kind() == PointerKind.ALLOCATED
        || pointer.kind() == PointerKind.CONTEXT && wanted.structure() == 0
        || pointer.kind() == PointerKind.PER_CPU;
  }

  private static String described(Pointer pointer) {
    return "a pointer to "
        + pointer
        + (pointer.kind() == PointerKind.TYPED ? ", struct " + pointer.type() : "");
  }
}
