package dev.jbpf.verifier.step.memory;

import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Unknown;
import dev.jbpf.verifier.step.memory.Regions.Access;
import dev.jbpf.verifier.subject.MapShape.Field;
import dev.jbpf.verifier.subject.MapShape.FieldKind;
import dev.jbpf.verifier.types.KernelView;
import dev.jbpf.verifier.types.Trust;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Addresses of the kernel's objects that maps' values keep (kptrs). */
public final class KeptPointers {
  private static final String UNKNOWN = "a kptr in a map: its type is not known";

  /** What is freed behind a section of RCU only. */
  private static final Set<String> PROTECTED =
      Set.of("task_struct", "cgroup", "bpf_cpumask", "bpf_crypto_ctx");

  private final Machine machine;

  /** Addresses in maps that {@code machine} knows. */
  public KeptPointers(Machine machine) {
    this.machine = machine;
  }

  /** {@return the field that the access meets, if one keeps an address} */
  static Optional<Field> find(Access access) {
    if (access.pointer().map().fields().isEmpty()) {
      return Optional.empty();
    }
    long least = access.from() + access.pointer().var().smin();
    long end = access.from() + access.pointer().var().smax() + access.size();
    return access.pointer().map().fields().stream()
        .filter(field -> isKept(field.kind()))
        .filter(field -> least < field.offset() + Long.BYTES && field.offset() < end)
        .findFirst();
  }

  private static boolean isKept(FieldKind kind) {
    return switch (kind) {
      case KPTR, KPTR_UNTRUSTED, KPTR_PER_CPU, OTHER_POINTER -> true;
      default -> false;
    };
  }

  private static void checkWhole(Access access, Field field) {
    boolean isWhole =
        access.pointer().isFixed()
            && access.from() + access.pointer().var().value() == field.offset()
            && access.size() == Long.BYTES;
    if (!isWhole) {
      throw access.refusal(Rule.MAP_FIELD, "a kptr in the value is accessed in part");
    }
  }

  /** {@return whether the field keeps objects of the program's own: of no type of the kernel's} */
  public boolean isOwn(Field field) {
    return machine.kernel(UNKNOWN).structure(field.type()).isEmpty()
        && machine.own().view().structure(field.type()).isPresent();
  }

  /** {@return the address of an object that the field keeps, or kept, in the making} */
  public Pointer.Draft draft(Field field, Trust trust) {
    boolean isOwn = isOwn(field);
    int structure =
        isOwn ? machine.own().view().structure(field.type()).orElseThrow() : structure(field);
    PointerKind kind =
        field.kind() == FieldKind.KPTR_PER_CPU
            ? PointerKind.ALLOCATED_PER_CPU
            : isOwn ? PointerKind.ALLOCATED : PointerKind.TYPED;
    return Pointer.to(kind).type(structure, field.type()).trust(trust).nullable(machine.newId());
  }

  /** {@return the id in the kernel's types of the structure that the field keeps an object of} */
  public int structure(Field field) {
    KernelView view = machine.kernel(UNKNOWN);
    OptionalInt id = view.structure(field.type());
    return id.orElseThrow(() -> new Unknown("an allocated object in a map"));
  }

  Value load(Access access, Field field) {
    checkWhole(access, field);
    if (field.kind() == FieldKind.OTHER_POINTER) {
      throw new Unknown("a pointer to user memory is loaded");
    }
    boolean isOwned = field.kind() != FieldKind.KPTR_UNTRUSTED;
    boolean isProtected = PROTECTED.contains(field.type()) || isOwn(field);
    boolean stays = isOwned && isProtected && machine.isReading();
    if (!machine.since(6, 4)) {
      throw new Unknown("a kptr in a map is inspected");
    }
    return draft(field, stays ? Trust.RCU : Trust.UNTRUSTED).done();
  }

  void store(Access access, Field field, Value value) {
    checkWhole(access, field);
    if (field.kind() != FieldKind.KPTR_UNTRUSTED) {
      throw access.refusal(
          Rule.MAP_FIELD, "a kptr that the value owns is overwritten: use bpf_kptr_xchg");
    }
    boolean isNull = value instanceof Num num && num.scalar().is(0);
    if (isNull) {
      return;
    }
    int structure = structure(field);
    boolean fits =
        value instanceof Pointer pointer
            && pointer.kind() == PointerKind.TYPED
            && pointer.isFixed()
            && machine
                .kernel(UNKNOWN)
                .holds(
                    machine.structure(machine.kernel(UNKNOWN), pointer), pointer.off(), structure);
    if (!fits) {
      throw access.refusal(
          Rule.MAP_FIELD, "what is stored is not a pointer to struct " + field.type());
    }
  }
}
