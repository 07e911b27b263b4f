package dev.jbpf.ir.select;

import static dev.jbpf.ir.select.MachineInsn.NONE;
import static dev.jbpf.ir.select.MachineInsn.NO_ARGUMENTS;

import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Referent;
import dev.jbpf.ir.Value;
import dev.jbpf.isa.Format;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;
import dev.jbpf.isa.TargetMachine;
import java.nio.ByteOrder;
import java.util.OptionalLong;

/** The instructions that make a value. */
final class ValueSelector {
  private final ValueRegisters registers;
  private final TargetMachine target;
  private final MemorySelector memory;

  ValueSelector(ValueRegisters registers, TargetMachine target) {
    this.registers = registers;
    this.target = target;
    this.memory = new MemorySelector(registers, target);
  }

  /** Adds what makes {@code value}, the last instruction first. */
  void select(Value value, BlockCode code) {
    switch (value.opcode()) {
      case ADD, SUB, MUL, DIV, SDIV, MOD, SMOD, OR, AND, XOR, SHL, SHR, SAR -> binary(value, code);
      case NEGATE -> negate(value, code);
      case ZERO_EXTEND -> zeroExtend(value, code);
      case SIGN_EXTEND -> signExtend(value, code);
      case SWAP, TO_LE, TO_BE -> order(value, code);
      case COPY -> copy(value, code);
      case OFFSET -> offset(value, code);
      case DISTANCE -> distance(value, code);
      case LOAD, LOAD_ACQUIRE -> memory.load(value, code);
      case READ_PACKET -> memory.readPacket(value, code);
      case STORE, STORE_RELEASE -> memory.store(value, code);
      case FETCH_ADD, FETCH_OR, FETCH_AND, FETCH_XOR, EXCHANGE, COMPARE_EXCHANGE ->
          memory.atomic(value, code);
      case CALL_HELPER, CALL_KERNEL, CALL -> call(value, code);
      case CONSTANT,
          MEMBER_OFFSET,
          PARAMETER,
          STACK,
          MAP,
          MAP_VALUE,
          KERNEL_VARIABLE,
          FUNCTION,
          RETYPE -> {}
      case EQ, NE, GT, GE, LT, LE, SGT, SGE, SLT, SLE, SET, SELECT ->
          throw new IllegalStateException(value.opcode() + " is to be lowered before: " + value);
    }
  }

  private void binary(Value value, BlockCode code) {
    Value left = value.operand(0);
    Value right = value.operand(1);
    if (value.opcode().isCommutative() && registers.constant(left).isPresent()) {
      left = value.operand(1);
      right = value.operand(0);
    }
    int width = value.type().width();
    Operation operation = value.opcode().machine();
    OptionalLong number = immediate(value, right);
    if (number.isEmpty()) {
      Op op = Ops.alu(operation, width, false);
      code.add(op, value.id(), code.use(left), code.use(right), 0, value.origin());
      return;
    }
    long imm = number.getAsLong();
    boolean isAdded = value.opcode() == Opcode.SUB && imm != Integer.MIN_VALUE;
    Op op = Ops.alu(isAdded ? Operation.ADD : operation, width, true);
    code.add(op, value.id(), code.use(left), NONE, isAdded ? -imm : imm, value.origin());
  }

  /** {@return the number on the right, if the instruction can have it} */
  private OptionalLong immediate(Value value, Value right) {
    OptionalLong number = registers.constant(right);
    if (number.isEmpty()) {
      return number;
    }
    long imm = number.getAsLong();
    return switch (value.opcode()) {
      case SHL, SHR, SAR -> OptionalLong.of(imm & value.type().width() - 1);
      case DIV, MOD, SDIV, SMOD -> imm == 0 || imm != (int) imm ? OptionalLong.empty() : number;
      default -> imm == (int) imm ? number : OptionalLong.empty();
    };
  }

  private static void negate(Value value, BlockCode code) {
    Op op = Ops.of(Operation.NEGATE, value.type().width(), Format.ALU_UNARY);
    code.add(op, value.id(), code.use(value.operand(0)), NONE, 0, value.origin());
  }

  private void zeroExtend(Value value, BlockCode code) {
    int bits = (int) value.immediate();
    if (bits == Integer.SIZE) {
      code.add(Op.MOV32_REG, value.id(), NONE, code.use(value.operand(0)), 0, value.origin());
    } else {
      Op op = value.type().isWide() ? Op.AND_IMM : Op.AND32_IMM;
      long mask = (1L << bits) - 1;
      code.add(op, value.id(), code.use(value.operand(0)), NONE, mask, value.origin());
    }
  }

  private void signExtend(Value value, BlockCode code) {
    int bits = (int) value.immediate();
    int width = value.type().width();
    Op move = Ops.of(extension(bits), width, Format.ALU_REG);
    if (target.supports(move)) {
      code.add(move, value.id(), NONE, code.use(value.operand(0)), 0, value.origin());
    } else {
      int shifted = registers.create();
      shiftBack(value, shifted, width - bits, width, code);
      Op left = Ops.alu(Operation.LSH, width, true);
      int operand = code.use(value.operand(0));
      code.add(left, shifted, operand, NONE, width - bits, value.origin());
    }
  }

  /** Adds what shifts bits back to their place, with copies of the sign above them. */
  static void shiftBack(Value value, int shifted, int by, int width, BlockCode code) {
    Op right = Ops.alu(Operation.ARSH, width, true);
    code.add(right, value.id(), shifted, NONE, by, value.origin());
  }

  private static Operation extension(int bits) {
    return switch (bits) {
      case Byte.SIZE -> Operation.SX8;
      case Short.SIZE -> Operation.SX16;
      default -> Operation.SX32;
    };
  }

  private void order(Value value, BlockCode code) {
    int bits = (int) value.immediate();
    Op op = Ops.of(value.opcode().machine(), bits, Format.ALU_UNARY);
    if (value.opcode() == Opcode.SWAP && !target.supports(op)) {
      boolean isLittle = target.order() == ByteOrder.LITTLE_ENDIAN;
      op = Ops.of(isLittle ? Operation.TO_BE : Operation.TO_LE, bits, Format.ALU_UNARY);
    }
    code.add(op, value.id(), code.use(value.operand(0)), NONE, 0, value.origin());
  }

  private void copy(Value value, BlockCode code) {
    Value root = registers.root(value.operand(0));
    if (ValueRegisters.isRecipe(root)) {
      code.add(Rematerialization.make(root, value.id()));
    } else {
      code.add(Op.MOV_REG, value.id(), NONE, code.use(root), 0, value.origin());
    }
  }

  private void offset(Value value, BlockCode code) {
    Value distance = registers.root(value.operand(1));
    if (distance.opcode() == Opcode.MEMBER_OFFSET) {
      memberOffset(value, distance, code);
      return;
    }
    OptionalLong bytes = registers.constant(value.operand(1));
    boolean fits = bytes.isPresent() && bytes.getAsLong() == (int) bytes.getAsLong();
    int base = code.use(value.operand(0));
    if (fits) {
      code.add(Op.ADD_IMM, value.id(), base, NONE, bytes.getAsLong(), value.origin());
    } else {
      code.add(Op.ADD_REG, value.id(), base, code.use(value.operand(1)), 0, value.origin());
    }
  }

  private static void distance(Value value, BlockCode code) {
    int end = code.use(value.operand(0));
    code.add(Op.SUB_REG, value.id(), end, code.use(value.operand(1)), 0, value.origin());
  }

  private void memberOffset(Value value, Value member, BlockCode code) {
    code.add(
        new MachineInsn(
            Op.ADD_IMM,
            value.id(),
            code.use(value.operand(0)),
            NONE,
            0,
            member.immediate(),
            NO_ARGUMENTS,
            member.symbol(),
            NONE,
            value.origin()));
  }

  private void call(Value value, BlockCode code) {
    int[] arguments = new int[value.count()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = registers.anyOf(value.operand(i));
    }
    Op op =
        switch (value.opcode()) {
          case CALL_HELPER -> Op.CALL;
          case CALL_KERNEL -> Op.CALL_KFUNC;
          default -> Op.CALL_LOCAL;
        };
    code.add(
        new MachineInsn(
            op,
            registers.isWanted(value) ? value.id() : NONE,
            NONE,
            NONE,
            0,
            number(value.symbol()),
            arguments,
            value.symbol(),
            NONE,
            value.origin()));
  }

  private static long number(Referent symbol) {
    return symbol instanceof Referent.OfHelper helper ? helper.number() : 0;
  }
}
