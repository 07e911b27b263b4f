package dev.jbpf.verifier.step.branch;

import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;
import dev.jbpf.kernel.MapType;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.State;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.subject.MapShape;
import dev.jbpf.verifier.types.Trust;
import java.util.Optional;

/** Comparisons with null: what they say of an address, and of all its copies. */
final class Nulls {
  private final Machine machine;

  Nulls(Machine machine) {
    this.machine = machine;
  }

  /**
   * {@return how a comparison of an address with a number goes, if it goes one way} For kernels the
   * lower half of an address that is not null is not zero either.
   */
  Optional<Boolean> decide(Op op, Value left, Value right) {
    boolean isNarrow = op.width() == Integer.SIZE && machine.since(6, 8) && !machine.since(6, 13);
    if (isNarrow || left instanceof Num && !machine.since(6, 4)) {
      return Optional.empty();
    }
    boolean isTest = op.operation() == Operation.EQ || op.operation() == Operation.NE;
    Value address = left instanceof Pointer ? left : right;
    Value number = left instanceof Pointer ? right : left;
    boolean isSure =
        isTest
            && number instanceof Num num
            && num.scalar().lower(op.width() / Byte.SIZE).is(0)
            && address instanceof Pointer pointer
            && isNeverNull(pointer);
    return isSure ? Optional.of(op.operation() == Operation.NE) : Optional.empty();
  }

  private boolean isNeverNull(Pointer pointer) {
    return !pointer.isNullable()
        && switch (pointer.kind()) {
          case SOCKET, TCP_SOCK, MAP_VALUE, MAP_KEY, SOCK_COMMON -> true;
          default -> machine.since(6, 2) && isThere(pointer);
        };
  }

  private static boolean isThere(Pointer pointer) {
    return switch (pointer.kind()) {
      case TYPED, ALLOCATED_PER_CPU -> pointer.reference() != 0 || pointer.trust() == Trust.TRUSTED;
      case ALLOCATED -> pointer.reference() != 0 || pointer.isBorrowed();
      case MEMORY, RECORD, MAP -> true;
      default -> false;
    };
  }

  /**
   * Notes what is known where the comparison holds, or does not.
   *
   * @param isConstant whether the second operand is in the instruction: a register that holds 0 is
   *     no test for null
   */
  void follow(
      Operation condition,
      State state,
      boolean isTaken,
      Value left,
      Value right,
      boolean isConstant) {
    if (condition != Operation.EQ && condition != Operation.NE) {
      return;
    }
    boolean isEqual = isTaken == (condition == Operation.EQ);
    if (left instanceof Pointer a && right instanceof Pointer b) {
      sameAddress(state, isEqual, a, b);
    } else if (isConstant && left instanceof Pointer pointer && Conditions.isConstantZero(right)) {
      mark(state, pointer, isEqual);
    }
  }

  /** An address that equals one that is not null is not null either. */
  private void sameAddress(State state, boolean isEqual, Pointer a, Pointer b) {
    boolean isTyped = a.kind() == PointerKind.TYPED || b.kind() == PointerKind.TYPED;
    if (machine.since(6, 2) && isEqual && !isTyped && a.isNullable() != b.isNullable()) {
      mark(state, a.isNullable() ? a : b, false);
    }
  }

  private void mark(State state, Pointer pointer, boolean isNull) {
    if (!pointer.isNullable()) {
      return;
    }
    int id = pointer.id();
    // A view of what was acquired may be null while that is held.
    if (isNull && pointer.reference() != 0 && pointer.reference() == id) {
      state.hold(state.held().release(pointer.reference()));
    }
    Value known = isNull ? Num.constant(0) : present(pointer);
    state.replace(
        value ->
            value instanceof Pointer other && other.isNullable() && other.id() == id
                ? known
                : value);
  }

  /** What it is that is not null: of a map of maps, a map; of a map of sockets, a socket. */
  private Pointer present(Pointer pointer) {
    if (pointer.kind() != PointerKind.MAP_VALUE) {
      return pointer.present();
    }
    MapShape map = pointer.map();
    if (map.inner().isPresent()) {
      return Pointer.to(PointerKind.MAP).map(map.inner().get()).id(pointer.id()).done();
    }
    if (map.type() == MapType.XSKMAP) {
      return Pointer.to(PointerKind.XDP_SOCK).done();
    }
    if (map.type() == MapType.SOCKMAP || map.type() == MapType.SOCKHASH) {
      return Pointer.to(PointerKind.SOCKET).reference(pointer.reference()).done();
    }
    return pointer.present();
  }
}
