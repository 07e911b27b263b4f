package dev.jbpf.verifier.step.kernel;

import dev.jbpf.btf.BtfType;
import dev.jbpf.verifier.kfunc.KfuncFacts;
import dev.jbpf.verifier.kfunc.KfuncFlag;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.Kept;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Refusal;
import dev.jbpf.verifier.step.machine.Unknown;
import dev.jbpf.verifier.types.KernelView;
import dev.jbpf.verifier.types.Trust;

/** What functions of the kernel leave in r0. */
final class KernelResults {
  private final Machine machine;

  KernelResults(Machine machine) {
    this.machine = machine;
  }

  private KernelView view() {
    return machine.functions();
  }

  Value of(KernelCall call) {
    return switch (call.name()) {
      case "bpf_dynptr_slice", "bpf_dynptr_slice_rdwr" -> slice(call);
      default -> typed(call);
    };
  }

  private Value typed(KernelCall call) {
    int result = call.function().result();
    BtfType type = view().plain(result);
    if (type instanceof BtfType.Void) {
      return Value.UNWRITTEN;
    }
    if (!(type instanceof BtfType.Ptr pointer)) {
      return Num.unknown();
    }
    int target = view().resolve(pointer.target());
    if (view().isStructure(target)) {
      return finish(
          call, Pointer.to(PointerKind.TYPED).type(target, view().name(target)).trust(trust(call)));
    }
    int bytes =
        view()
            .plainBytes(target)
            .orElseThrow(() -> new Unknown("what " + call.name() + " gives is not modelled"));
    boolean isReadOnly = !call.name().equals("bpf_session_cookie");
    return finish(call, Pointer.to(PointerKind.MEMORY).size(bytes).readOnly(isReadOnly));
  }

  private static Trust trust(KernelCall call) {
    KfuncFacts kfunc = call.function().kfunc();
    if (kfunc.name().equals("bpf_get_kmem_cache")) {
      return Trust.UNTRUSTED;
    }
    if (kfunc.has(KfuncFlag.ITER_NEXT)) {
      return call.kept().filter(Kept::isReadOnly).isPresent() ? Trust.RCU : Trust.TRUSTED;
    }
    return kfunc.has(KfuncFlag.RCU_PROTECTED) ? Trust.RCU : Trust.PLAIN;
  }

  private Value finish(KernelCall call, Pointer.Draft draft) {
    KfuncFacts kfunc = call.function().kfunc();
    int id = kfunc.has(KfuncFlag.NULL) ? machine.newId() : 0;
    Pointer.Draft result = id == 0 ? draft : draft.nullable(id);
    if (kfunc.has(KfuncFlag.ACQUIRE)) {
      int reference = id == 0 ? machine.newId() : id;
      machine.state().hold(machine.state().held().acquire(reference));
      result = result.reference(reference);
    } else if (kfunc.has(KfuncFlag.ITER_NEXT)) {
      result = result.reference(call.kept().map(Kept::reference).orElse(0));
    }
    return result.done();
  }

  /** What was sliced stays when its dynptr goes, but not when the packet moves. */
  private Value slice(KernelCall call) {
    Kept dynptr = call.kept().orElseThrow(() -> new Unknown("a slice of no dynptr"));
    boolean isWritten = call.name().endsWith("_rdwr");
    if (isWritten && dynptr.isReadOnly()) {
      throw new Refusal(Rule.DYNPTR, "r1", "a writable slice of a read-only dynptr");
    }
    if (isWritten && !machine.rules.writesPacket()) {
      throw new Refusal(
          Rule.DYNPTR, "a writable slice of a packet, which this program may not write");
    }
    int id = machine.newId();
    return Pointer.to(PointerKind.MEMORY)
        .size((int) call.bytes())
        .readOnly(!isWritten)
        .slice(Kept.isOfPacket(dynptr.type()) ? Pointer.PACKET_SLICE : Pointer.LASTING_SLICE)
        .nullable(id)
        .done();
  }
}
