package dev.jbpf.verifier.step.memory;

import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.Held;
import dev.jbpf.verifier.state.HeldLock;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Demands;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.subject.MapShape.Field;
import dev.jbpf.verifier.subject.MapShape.FieldKind;
import java.util.List;
import java.util.Locale;

/**
 * What the kernel keeps in maps' values, and in objects of the program's: found by where an address
 * points.
 */
public final class KeptFields {
  private final Machine machine;

  /** Fields that addresses in {@code machine} point to. */
  public KeptFields(Machine machine) {
    this.machine = machine;
  }

  /**
   * The lock of a value or of an object.
   *
   * @param id what tells that value or object from others; 0 for no lock
   * @param of what it is of
   */
  public record Lock(int id, Object of) {
    /** No lock. */
    public static final Lock NONE = new Lock(0, "");

    /** {@return the lock in what {@code pointer} points to} */
    static Lock in(Pointer pointer) {
      return pointer.kind() == PointerKind.ALLOCATED
          ? new Lock(pointer.reference() == 0 ? -1 : pointer.reference(), "an object")
          : new Lock(pointer.id() == 0 ? -1 : pointer.id(), pointer.map());
    }

    /** {@return whether that is one that is held} */
    public boolean isHeld(Held held) {
      return held.locks().stream().anyMatch(lock -> lock.is(id, of));
    }

    /** {@return it, once it is held} */
    public HeldLock held(HeldLock.Kind kind) {
      return new HeldLock(kind, id, of);
    }
  }

  /**
   * A field.
   *
   * @param holder the address that leads there
   * @param field what is there
   */
  public record Place(Pointer holder, Field field) {
    /** {@return the lock that is in the same value or object} */
    public Lock lock() {
      return Lock.in(holder);
    }
  }

  /** {@return the field of that kind which {@code value} is the address of} */
  public Place find(Value value, int number, FieldKind kind) {
    return find(value, number, List.of(kind));
  }

  /** {@return the field that keeps an object which {@code value} is the address of} */
  public Field findKept(Value value, int number) {
    return find(value, number, List.of(FieldKind.KPTR, FieldKind.KPTR_PER_CPU)).field();
  }

  private Place find(Value value, int number, List<FieldKind> kinds) {
    boolean isObject = value instanceof Pointer object && object.kind() == PointerKind.ALLOCATED;
    Pointer pointer =
        Demands.pointer(value, number, isObject ? PointerKind.ALLOCATED : PointerKind.MAP_VALUE);
    String name = kinds.get(0).name().toLowerCase(Locale.ROOT).replace('_', ' ');
    if (!pointer.isFixed()) {
      throw Machine.refusal(
          Rule.ARGUMENT_KIND, number, "the offset of the " + name + " is not constant");
    }
    long off = pointer.off() + pointer.var().value();
    List<Field> fields = isObject ? machine.own().fields(pointer.typeId()) : pointer.map().fields();
    return fields.stream()
        .filter(field -> kinds.contains(field.kind()) && field.offset() == off)
        .findFirst()
        .map(field -> new Place(pointer, field))
        .orElseThrow(
            () ->
                Machine.refusal(
                    Rule.ARGUMENT_KIND,
                    number,
                    "there is no "
                        + name
                        + " at "
                        + off
                        + " of the "
                        + (isObject ? "object" : "value")
                        + (fields.isEmpty() ? ", which has no special fields" : "")));
  }
}
