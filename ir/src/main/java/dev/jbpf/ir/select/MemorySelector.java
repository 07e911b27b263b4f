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
import java.util.Optional;
import java.util.OptionalLong;

/** The instructions that access memory: loads, stores, atomic operations, reads of packets. */
final class MemorySelector {
  private final ValueRegisters registers;
  private final TargetMachine target;

  MemorySelector(ValueRegisters registers, TargetMachine target) {
    this.registers = registers;
    this.target = target;
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

  /** Adds what loads {@code value}, with the sign where there is one. */
  void load(Value value, BlockCode code) {
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
    ValueSelector.shiftBack(value, shifted, by, Integer.SIZE, code);
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

  /** Adds what reads {@code value} as the instructions of classic BPF do. */
  void readPacket(Value value, BlockCode code) {
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

  /** Adds what stores the content that {@code value} says. */
  void store(Value value, BlockCode code) {
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

  /** Adds what changes memory in one step; what was there is given only where it is wanted. */
  void atomic(Value value, BlockCode code) {
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
}
