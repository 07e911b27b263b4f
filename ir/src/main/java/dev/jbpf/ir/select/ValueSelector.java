package dev.jbpf.ir.select;

import static dev.jbpf.ir.select.MachineInsn.FRAME;
import static dev.jbpf.ir.select.MachineInsn.NONE;
import static dev.jbpf.ir.select.MachineInsn.NO_ARGUMENTS;

import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Referent;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.isa.Format;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Operation;
import dev.jbpf.isa.TargetMachine;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.OptionalLong;

/** The instructions that make a value. */
final class ValueSelector {
  private final ValueRegisters registers;
  private final TargetMachine target;

  ValueSelector(ValueRegisters registers, TargetMachine target) {
    this.registers = registers;
    this.target = target;
  }

  /** Adds what makes {@code value}, the last instruction first. */
  void select(Value value, BlockCode code) {
    switch (value.opcode()) {
      case ADD, SUB, MUL, DIV, SDIV, MOD, SMOD, OR, AND, XOR, SHL, SHR, SAR -> binary(value, code);
      case NEGATE ->
          code.add(
              Ops.of(Operation.NEGATE, value.type().width(), Format.ALU_UNARY),
              value.id(),
              code.use(value.operand(0)),
              NONE,
              0,
              value.origin());
      case ZERO_EXTEND -> zeroExtend(value, code);
      case SIGN_EXTEND -> signExtend(value, code);
      case SWAP, TO_LE, TO_BE -> order(value, code);
      case COPY -> copy(value, code);
      case OFFSET -> offset(value, code);
      case DISTANCE ->
          code.add(
              Op.SUB_REG,
              value.id(),
              code.use(value.operand(0)),
              code.use(value.operand(1)),
              0,
              value.origin());
      case LOAD, LOAD_ACQUIRE -> load(value, code);
      case READ_PACKET -> readPacket(value, code);
      case STORE, STORE_RELEASE -> store(value, code);
      case FETCH_ADD, FETCH_OR, FETCH_AND, FETCH_XOR, EXCHANGE, COMPARE_EXCHANGE ->
          atomic(value, code);
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
      shifts(value, shifted, width - bits, width, code);
      Op left = Ops.alu(Operation.LSH, width, true);
      int operand = code.use(value.operand(0));
      code.add(left, shifted, operand, NONE, width - bits, value.origin());
    }
  }

  private void shifts(Value value, int shifted, int by, int width, BlockCode code) {
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

  /** Memory that an instruction accesses. */
  private record Place(int base, int off, Referent symbol, Type type) {}

  /** Takes what is added to an address into the offset of the instruction, if that holds it. */
  private Place place(Value value, BlockCode code) {
    Value base = registers.root(value.operand(0));
    long off = value.immediate();
    while (base.opcode() == Opcode.OFFSET) {
      OptionalLong more = registers.constant(base.operand(1));
      if (more.isEmpty() || off + more.getAsLong() != (short) (off + more.getAsLong())) {
        break;
      }
      off += more.getAsLong();
      base = registers.root(base.operand(0));
    }
    Optional<Value> member = memberOf(base, off);
    if (member.isPresent()) {
      int declared = (int) member.get().immediate();
      return new Place(
          code.use(base.operand(0)), declared, member.get().symbol(), base.operand(0).type());
    }
    if (base.opcode() == Opcode.STACK) {
      return new Place(FRAME, (int) (off + base.immediate()), base.symbol(), base.type());
    }
    return new Place(code.use(base), (int) off, Referent.NONE, base.type());
  }

  /** {@return the member that is accessed as a whole, if one is} */
  private Optional<Value> memberOf(Value base, long off) {
    if (base.opcode() != Opcode.OFFSET || off != 0) {
      return Optional.empty();
    }
    return Optional.of(registers.root(base.operand(1)))
        .filter(distance -> distance.opcode() == Opcode.MEMBER_OFFSET)
        .filter(distance -> distance.immediate() == (short) distance.immediate());
  }

  private void load(Value value, BlockCode code) {
    Type type = value.type();
    boolean isExtended = type.isSigned() && type.bits() < Integer.SIZE;
    if (value.opcode() == Opcode.LOAD_ACQUIRE) {
      load(value, value.id(), Operation.READ_ACQUIRE, code);
      return;
    }
    Op signed = Ops.of(Operation.READ_SIGNED, isExtended ? type.bits() : 8, Format.LOAD);
    if (!isExtended || target.supports(signed)) {
      load(value, value.id(), isExtended ? Operation.READ_SIGNED : Operation.READ, code);
      return;
    }
    int raw = registers.create();
    int shifted = registers.create();
    int by = Integer.SIZE - type.bits();
    shifts(value, shifted, by, Integer.SIZE, code);
    code.add(Op.LSH32_IMM, shifted, raw, NONE, by, value.origin());
    load(value, raw, Operation.READ, code);
  }

  private void load(Value value, int result, Operation operation, BlockCode code) {
    Op op = Ops.of(operation, memoryBits(value), Format.LOAD);
    Place place = place(value, code);
    code.add(
        new MachineInsn(
            op,
            result,
            place.base(),
            NONE,
            place.off(),
            0,
            NO_ARGUMENTS,
            place.symbol(),
            NONE,
            value.origin()));
  }

  /** Contexts have numbers of 32 bits for the addresses of the packet: the verifier widens them. */
  private static int memoryBits(Value value) {
    boolean isOfContext =
        value.operand(0).type() instanceof Type.Pointer base && base.to() == Type.Pointee.CONTEXT;
    boolean isOfPacket =
        value.type() instanceof Type.Pointer found
            && (found.to() == Type.Pointee.PACKET || found.to() == Type.Pointee.PACKET_END);
    return isOfContext && isOfPacket ? Integer.SIZE : value.type().bits();
  }

  private void readPacket(Value value, BlockCode code) {
    registers.pin(registers.anyOf(value.operand(0)));
    OptionalLong at = registers.constant(value.operand(1));
    int bits = value.type().bits();
    boolean isFixed = at.isPresent();
    Op op = Ops.of(Operation.READ_PACKET, bits, isFixed ? Format.PACKET_ABS : Format.PACKET_IND);
    long imm = value.immediate() + at.orElse(0);
    int second = isFixed ? NONE : code.use(value.operand(1));
    int result = registers.isWanted(value) ? value.id() : NONE;
    code.add(op, result, registers.pinned(), second, (int) imm, value.origin());
  }

  private void store(Value value, BlockCode code) {
    Value content = value.operand(1);
    int bits = content.type().bits();
    Place place = place(value, code);
    OptionalLong number = registers.constant(content);
    boolean isImmediate =
        number.isPresent()
            && number.getAsLong() == (int) number.getAsLong()
            && value.opcode() == Opcode.STORE
            && !place.type().equals(Type.CONTEXT);
    Op op =
        Ops.of(value.opcode().machine(), bits, isImmediate ? Format.STORE_IMM : Format.STORE_REG);
    int second = isImmediate ? NONE : code.use(content);
    code.add(
        new MachineInsn(
            op,
            NONE,
            place.base(),
            second,
            place.off(),
            isImmediate ? number.getAsLong() : 0,
            NO_ARGUMENTS,
            place.symbol(),
            NONE,
            value.origin()));
  }

  private void atomic(Value value, BlockCode code) {
    boolean isExchange = value.opcode() == Opcode.COMPARE_EXCHANGE;
    boolean isWanted = registers.isWanted(value);
    Operation operation = isWanted ? value.opcode().machine() : plain(value.opcode());
    Op op = Ops.of(operation, value.operand(1).type().width(), Format.ATOMIC);
    int[] expected = isExchange ? new int[] {registers.anyOf(value.operand(1))} : NO_ARGUMENTS;
    Place place = place(value, code);
    code.add(
        new MachineInsn(
            op,
            operation.fetches() ? value.id() : NONE,
            place.base(),
            code.use(value.operand(isExchange ? 2 : 1)),
            place.off(),
            0,
            expected,
            place.symbol(),
            NONE,
            value.origin()));
  }

  /** {@return the operation without a result, where there is one} */
  private static Operation plain(Opcode opcode) {
    return switch (opcode) {
      case FETCH_ADD -> Operation.ATOMIC_ADD;
      case FETCH_OR -> Operation.ATOMIC_OR;
      case FETCH_AND -> Operation.ATOMIC_AND;
      case FETCH_XOR -> Operation.ATOMIC_XOR;
      default -> opcode.machine();
    };
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
