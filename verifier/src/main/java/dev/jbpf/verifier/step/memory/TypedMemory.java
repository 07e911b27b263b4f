package dev.jbpf.verifier.step.memory;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Refusal;
import dev.jbpf.verifier.step.machine.Unknown;
import dev.jbpf.verifier.step.memory.Regions.Access;
import dev.jbpf.verifier.types.Found;
import dev.jbpf.verifier.types.KernelView;
import dev.jbpf.verifier.types.MapObjects;
import dev.jbpf.verifier.types.MemberTrust;
import dev.jbpf.verifier.types.OperationName;
import dev.jbpf.verifier.types.Operations;
import dev.jbpf.verifier.types.Trust;
import java.util.Optional;

/** Loads through addresses of the kernel's objects: what is there is what its types say. */
final class TypedMemory {
  private static final String UNKNOWN = "a load from a kernel object: its type is not known";

  private final Machine machine;

  TypedMemory(Machine machine) {
    this.machine = machine;
  }

  Value load(Access access) {
    KernelView view = machine.kernel(UNKNOWN);
    checkLicense(access);
    return load(access, view, machine.structure(view, access.pointer()));
  }

  /** Loads from a map itself, which is an object of the kernel by the kind of map. */
  Value loadOfMap(Access access) {
    KernelView view =
        machine.kernel("a load from a map's own structure: the kernel's types are not known");
    int structure =
        MapObjects.structure(access.pointer().map().type()).stream()
            .flatMapToInt(name -> view.structure(name).stream())
            .findFirst()
            .orElseThrow(
                () -> new Unknown("a load from a map's own structure: its type is not known"));
    return load(access, view, structure);
  }

  private Value load(Access access, KernelView view, int structure) {
    Pointer pointer = access.pointer();
    long off = offset(access);
    Found found = view.find(structure, off, (int) access.size());
    if (found instanceof Found.Address address) {
      return follow(view, pointer, structure, address);
    }
    if (found instanceof Found.Bytes && machine.since(6, 17)) {
      return Pointer.to(PointerKind.UNTRUSTED_BYTES).readOnly(true).done();
    }
    if (found instanceof Found.Nothing nothing) {
      throw access.refusal(Rule.OBJECT_ACCESS, "there is nothing to load: " + nothing.why());
    }
    return Machine.anyOf((int) access.size());
  }

  /** Checks an object that is given to somebody as so many bytes to read. */
  void checkMemory(Access access) {
    Pointer pointer = access.pointer();
    boolean isTrusted = pointer.reference() != 0 || pointer.trust() == Trust.TRUSTED;
    if (!machine.since(6, 4)) {
      throw new Unknown("a kernel object is passed as memory");
    }
    if (access.isWrite()) {
      throw refusal(access);
    }
    if (!isTrusted) {
      throw access.refusal(
          Rule.OBJECT_TRUST, "an object that may be freed is passed as memory: " + pointer);
    }
    load(access);
  }

  private void checkLicense(Access access) {
    if (!machine.subject.isGplCompatible() && machine.since(6, 2)) {
      throw access.refusal(Rule.LICENSE, "kernel objects are for GPL-compatible programs only");
    }
  }

  /** {@return where in an object, which is accessed at constant offsets alone} */
  static long offset(Access access) {
    Pointer pointer = access.pointer();
    if (!pointer.isFixed()) {
      throw access.refusal(
          Rule.UNBOUNDED_OFFSET, "the offset into an object is not constant: " + pointer.var());
    }
    long off = access.from() + pointer.var().value();
    if (off < 0 || off != (int) off) {
      throw access.refusal(Rule.NEGATIVE_OFFSET, "an offset into an object is negative: " + off);
    }
    return off;
  }

  /** An address that was found in an object: as trusted as the way to it. */
  private Value follow(KernelView view, Pointer from, int structure, Found.Address address) {
    Pointer.Draft draft =
        Pointer.to(PointerKind.TYPED).type(address.target(), view.name(address.target()));
    if (!machine.since(6, 4)) {
      return draft.trust(Trust.PLAIN).done();
    }
    if (address.isChoice()) {
      return draft.trust(Trust.UNTRUSTED).done();
    }
    Optional<MemberTrust.Row> row = MemberTrust.of(view.name(structure), address.member());
    boolean isHeld = from.reference() != 0 && from.trust() != Trust.UNTRUSTED;
    if (from.kind() == PointerKind.MAP) {
      return draft.trust(Trust.PLAIN).done();
    }
    return switch (isHeld ? Trust.TRUSTED : from.trust()) {
      case UNTRUSTED -> draft.trust(Trust.UNTRUSTED).done();
      case PLAIN -> draft.trust(Trust.PLAIN).done();
      case TRUSTED, RCU -> trusted(draft, row, address);
    };
  }

  private Pointer trusted(
      Pointer.Draft draft, Optional<MemberTrust.Row> row, Found.Address address) {
    boolean goesOn = row.filter(known -> known.trust() == Trust.TRUSTED).isPresent();
    if (!goesOn && !machine.isReading()) {
      return draft.trust(Trust.UNTRUSTED).done();
    }
    boolean isMarked = address.tag().equals("rcu");
    boolean isNullable = row.map(MemberTrust.Row::isNullable).orElse(isMarked);
    Trust trust = row.map(MemberTrust.Row::trust).orElse(isMarked ? Trust.RCU : Trust.PLAIN);
    return draft.trust(trust).nullable(isNullable ? machine.newId() : 0).done();
  }

  /** Objects of the kernel are not written, but for a few members of a few. */
  void store(Access access) {
    Pointer pointer = access.pointer();
    if (machine.subject.type() == ProgramType.STRUCT_OPS && !isUntrusted(pointer)) {
      storeOfOperation(access);
      return;
    }
    if (pointer.type().startsWith("nf_conn")) {
      throw new Unknown("a member of " + pointer.type() + " is stored to, which some programs may");
    }
    throw refusal(access);
  }

  private static boolean isUntrusted(Pointer pointer) {
    return pointer.trust() == Trust.UNTRUSTED;
  }

  private static Refusal refusal(Access access) {
    return access.refusal(Rule.OBJECT_WRITE, "a store to a kernel object");
  }

  private void storeOfOperation(Access access) {
    KernelView view = machine.kernel(UNKNOWN);
    Operations operations =
        machine
            .operation()
            .flatMap(OperationName::operations)
            .orElseThrow(() -> new Unknown("which objects such programs may store to"));
    int structure = machine.structure(view, access.pointer());
    if (!operations.mayStore(view, structure, offset(access), (int) access.size())) {
      throw refusal(access);
    }
  }
}
