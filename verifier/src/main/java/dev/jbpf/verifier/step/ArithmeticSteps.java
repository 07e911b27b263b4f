package dev.jbpf.verifier.step;

import dev.jbpf.isa.Format;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.scalar.Scalar;
import dev.jbpf.verifier.scalar.ScalarArithmetic;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Refusal;

/** Arithmetic, copies and changes of byte order. */
final class ArithmeticSteps {
  /** The immediate of a cast from the arena's address space to that of programs. */
  private static final int TO_ARENA = 1;

  private static final int FROM_ARENA = 1 << 16;

  private final Machine machine;
  private final PointerMath pointers;
  private final NumberLinks links;

  ArithmeticSteps(Machine machine) {
    this.machine = machine;
    this.links = new NumberLinks(machine);
    this.pointers = new PointerMath(machine, links);
  }

  /** {@code dst = dst op operand}. */
  void alu(Op op, int slot) {
    int dst = machine.code.dst(slot);
    boolean isRegister = op.format() == Format.ALU_REG;
    Value right =
        isRegister ? machine.read(machine.code.src(slot)) : Num.constant(machine.code.imm(slot));
    Value left = machine.read(dst);
    if (!isRegister) {
      checkImmediate(op, machine.code.imm(slot));
    }
    machine.writable(dst);
    if (left instanceof Num a && right instanceof Num b) {
      machine.set(dst, numbers(op, a, b));
    } else if (isArena(left) || isArena(right)) {
      // Wherever in the arena it leads to then.
      machine.set(dst, isArena(left) ? left : right);
    } else {
      machine.set(dst, pointers.apply(op, dst, left, right));
    }
  }

  private static boolean isArena(Value value) {
    return value instanceof Pointer pointer && pointer.kind() == PointerKind.ARENA;
  }

  private static void checkImmediate(Op op, int imm) {
    switch (op.operation()) {
      case DIV, MOD, SDIV, SMOD -> {
        if (imm == 0) {
          throw new Refusal(Rule.DIVISION_BY_ZERO, "division by the constant 0");
        }
      }
      case LSH, RSH, ARSH -> {
        if (imm < 0 || imm >= op.width()) {
          throw new Refusal(
              Rule.SHIFT_RANGE, "shift by " + imm + " of a value of " + op.width() + " bits");
        }
      }
      default -> {}
    }
  }

  private Num numbers(Op op, Num a, Num b) {
    Scalar result =
        isGivenUp(op, b.scalar())
            ? Scalar.UNKNOWN
            : ScalarArithmetic.apply(op.operation(), op.width(), a.scalar(), b.scalar());
    return a.id() == 0 ? a.made(result, b) : links.moved(op, a, b, result);
  }

  /** Where kernels do not compute a result, they forget the upper half of 32 bits, too. */
  private boolean isGivenUp(Op op, Scalar right) {
    boolean isNew = machine.since(6, 10);
    boolean isKnown = right.lower(op.width() / Byte.SIZE).isConstant();
    return switch (op.operation()) {
      case DIV, MOD, SDIV, SMOD -> isNew || !isKnown;
      case LSH, RSH, ARSH ->
          !isKnown || isNew && Long.compareUnsigned(right.umax(), op.width()) >= 0;
      case MUL, OR, XOR -> !isNew && !isKnown;
      default -> false;
    };
  }

  /** {@code dst = op dst}. */
  void unary(Op op, int slot) {
    int dst = machine.code.dst(slot);
    Value value = machine.read(dst);
    machine.writable(dst);
    // Older kernels know nothing of the result.
    machine.set(
        dst,
        value instanceof Num num && machine.since(6, 18)
            ? num.made(unary(op, num.scalar()))
            : Num.unknown());
  }

  private static Scalar unary(Op op, Scalar scalar) {
    return switch (op.operation()) {
      case NEGATE -> ScalarArithmetic.apply(Operation.SUB, op.width(), Scalar.ZERO, scalar);
      case TO_LE -> scalar.lower(op.width() / Byte.SIZE);
      default -> scalar.reversed(op.width());
    };
  }

  /** {@code dst = operand}. */
  void move(Op op, int slot) {
    int dst = machine.code.dst(slot);
    if (op.format() == Format.ALU_IMM) {
      machine.writable(dst);
      long imm = machine.code.imm(slot);
      machine.set(dst, Num.constant(op.width() == Integer.SIZE ? imm & 0xffff_ffffL : imm));
      return;
    }
    int src = machine.code.src(slot);
    Value value = machine.read(src);
    machine.writable(dst);
    if (op.operation() == Operation.CAST) {
      machine.set(dst, cast(slot));
      return;
    }
    machine.set(dst, value instanceof Num num ? moved(op, src, num) : moved(op, value));
  }

  /** An address of the arena, of whatever it is made; the other way round it is a number again. */
  private Value cast(int slot) {
    if (!machine.hasArena()) {
      throw new Refusal(Rule.ADDRESS_SPACE, "addr_space_cast in a program without an arena");
    }
    int spaces = machine.code.imm(slot);
    if (spaces != TO_ARENA && spaces != FROM_ARENA) {
      throw new Refusal(
          Rule.ADDRESS_SPACE, "addr_space_cast supports only the address spaces 0 and 1");
    }
    return spaces == TO_ARENA ? Pointer.to(PointerKind.ARENA).done() : Num.unknown();
  }

  private Num moved(Op op, int src, Num num) {
    return switch (op.operation()) {
      case MOV -> op.width() == Long.SIZE ? machine.link(src, num).copy() : low(src, num);
      default -> extended(op, src, num);
    };
  }

  private Num low(int src, Num num) {
    boolean isSame = num.scalar().umax() >>> Integer.SIZE == 0;
    return isSame ? machine.link(src, num).copy() : num.made(num.scalar().lower(Integer.BYTES));
  }

  private Num extended(Op op, int src, Num num) {
    int bits = op.operation().extendedBits();
    if (num.scalar().umax() >>> bits - 1 == 0) {
      return machine.link(src, num).copy();
    }
    Scalar result = num.scalar().signExtended(bits, op.width());
    return num.made(op.width() == Integer.SIZE ? result.lower(Integer.BYTES) : result);
  }

  private static Value moved(Op op, Value value) {
    if (op.operation() == Operation.MOV && op.width() == Long.SIZE) {
      return value;
    }
    // A part of an address is a number, which an administrator may know.
    return Num.unknown().made(Scalar.ofBytes(op.width() / Byte.SIZE));
  }
}
