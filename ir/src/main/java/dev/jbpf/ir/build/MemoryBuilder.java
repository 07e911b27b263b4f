package dev.jbpf.ir.build;

import dev.jbpf.ir.Function;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Referent;
import dev.jbpf.ir.StackObject;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.kernel.struct.KernelMember;
import dev.jbpf.kernel.struct.MemberFact;
import dev.jbpf.map.MapDef;
import java.nio.ByteOrder;

/** Addresses, and what is there. */
abstract class MemoryBuilder extends ArithmeticBuilder {
  MemoryBuilder(Function function) {
    super(function);
  }

  /** {@return an object of the stack, of that many bytes, aligned to 8} */
  public StackObject stackObject(String name, int size) {
    return stackObject(name, size, Long.BYTES);
  }

  /**
   * {@return an object of the stack; nothing is in it before something is stored}
   *
   * @param size its bytes
   * @param alignment 1, 2, 4 or 8
   */
  public StackObject stackObject(String name, int size, int alignment) {
    return new StackObject(name, size, alignment, origin());
  }

  /** {@return the address of {@code object}} */
  public Value address(StackObject object) {
    return address(object, 0);
  }

  /** {@return the address of byte {@code offset} of {@code object}} */
  public Value address(StackObject object, int offset) {
    return emit(Opcode.STACK, Type.STACK, offset, new Referent.OfStack(object));
  }

  /** {@return the map, as helpers take it} */
  public Value map(MapDef<?, ?> definition) {
    return map(definition.name());
  }

  /** {@return the map of that name, as helpers take it} */
  public Value map(String name) {
    return emit(Opcode.MAP, Type.MAP, 0, new Referent.OfMap(name));
  }

  /** {@return the address of byte {@code offset} of the first value of an array; since 5.2} */
  public Value mapValue(String name, int offset) {
    return emit(Opcode.MAP_VALUE, Type.MAP_VALUE, offset, new Referent.OfMap(name));
  }

  /**
   * {@return the address of a variable of the kernel; since 5.10}
   *
   * @param type what is there
   * @param id its number in the BTF of {@code object}
   * @param object the descriptor of its BTF; 0: the kernel's
   */
  public Value kernelVariable(Type type, String name, int id, int object) {
    return emit(Opcode.KERNEL_VARIABLE, type, 0, new Referent.OfVariable(name, id, object));
  }

  /** {@return how far behind the start of its structure the member is, in the kernel that runs} */
  public Value memberOffset(KernelMember member) {
    return memberFact(member.asked(MemberFact.OFFSET));
  }

  /** {@return what {@code member} asks, as the kernel that runs answers it} */
  Value memberFact(KernelMember member) {
    return emit(Opcode.MEMBER_OFFSET, Type.S64, member.declared(), new Referent.OfMember(member));
  }

  /** {@return the address {@code bytes} behind {@code address}} */
  public Value offset(Value address, long bytes) {
    return bytes == 0 ? address : offset(address, constant(Type.S64, bytes));
  }

  /**
   * {@return the address {@code bytes} behind {@code address}}
   *
   * @param bytes a number of 64 bits
   * @throws dev.jbpf.ir.IrException if it has others, or {@code address} is none
   */
  public Value offset(Value address, Value bytes) {
    if (!address.type().isPointer() || !bytes.type().isWide() || bytes.type().isPointer()) {
      throw error(
          "offset",
          "offset of " + address.type() + " and " + bytes.type(),
          "it takes an address and a number of 64 bits: cast(…) it");
    }
    return emit(Opcode.OFFSET, address.type(), 0, Referent.NONE, address, bytes);
  }

  /** {@return how many bytes {@code to} is behind {@code from}} */
  public Value distance(Value from, Value to) {
    return emit(Opcode.DISTANCE, Type.S64, 0, Referent.NONE, to, from);
  }

  /**
   * {@return what is {@code offset} bytes behind {@code base}, in the machine's byte order}
   *
   * @param type a number of 8 bits or more, or an address
   */
  public Value load(Type type, Value base, int offset) {
    requireMemory(type);
    return emit(Opcode.LOAD, type, offset, Referent.NONE, base);
  }

  /** {@return what is there, in that byte order} */
  public Value load(Type type, Value base, int offset, ByteOrder order) {
    if (type.bits() == Byte.SIZE) {
      return load(type, base, offset);
    }
    Type raw = Type.Int.of(type.bits(), false);
    return cast(ordered(load(raw, base, offset), order), type);
  }

  private Value ordered(Value value, ByteOrder order) {
    int bits = value.type().bits();
    return order == ByteOrder.BIG_ENDIAN ? bigEndian(value, bits) : littleEndian(value, bits);
  }

  /** {@return what is there, read before what follows; since 6.15} */
  public Value loadAcquire(Type type, Value base, int offset) {
    requireMemory(type);
    return emit(Opcode.LOAD_ACQUIRE, type, offset, Referent.NONE, base);
  }

  /** Writes all bits of {@code value}, its type's, {@code offset} bytes behind {@code base}. */
  public void store(Value value, Value base, int offset) {
    requireMemory(value.type());
    emit(Opcode.STORE, Type.NONE, offset, Referent.NONE, base, value);
  }

  /** Writes the number there, in the bits of {@code type}. */
  public void store(Type type, long number, Value base, int offset) {
    store(constant(type, number), base, offset);
  }

  /** Writes {@code value} there in that byte order. */
  public void store(Value value, Value base, int offset, ByteOrder order) {
    if (value.type().bits() == Byte.SIZE) {
      store(value, base, offset);
    } else {
      Type raw = Type.Int.of(value.type().bits(), false);
      store(ordered(cast(value, raw), order), base, offset);
    }
  }

  /** Writes {@code value} there, after what was written before; since 6.15. */
  public void storeRelease(Value value, Value base, int offset) {
    requireMemory(value.type());
    emit(Opcode.STORE_RELEASE, Type.NONE, offset, Referent.NONE, base, value);
  }

  /**
   * {@return what was there before {@code value} was added, put in, … as one step}
   *
   * <p>Where nobody uses the result, all kernels have the addition; the others, and results, since
   * 5.12.
   *
   * @param opcode {@code FETCH_ADD}, {@code FETCH_OR}, {@code FETCH_AND}, {@code FETCH_XOR} or
   *     {@code EXCHANGE}
   * @param value of 32 or 64 bits
   */
  public Value atomic(Opcode opcode, Value base, int offset, Value value) {
    if (opcode.kind() != Opcode.Kind.ATOMIC || opcode == Opcode.COMPARE_EXCHANGE) {
      throw error("atomic", opcode + " is no step of memory with one value");
    }
    requireAtomic(value);
    return emit(opcode, value.type(), offset, Referent.NONE, base, value);
  }

  /** Adds {@code value} to what is there, as one step. */
  public void atomicAdd(Value base, int offset, Value value) {
    atomic(Opcode.FETCH_ADD, base, offset, value);
  }

  /** {@return what was there; if that was {@code expected}, {@code value} is now; since 5.12} */
  public Value compareExchange(Value base, int offset, Value expected, Value value) {
    requireAtomic(value);
    return emit(
        Opcode.COMPARE_EXCHANGE, value.type(), offset, Referent.NONE, base, expected, value);
  }

  /**
   * {@return 8, 16 or 32 bits of the packet, from network byte order; beyond its end the program
   * ends with 0} For socket filters and traffic control: {@code ld_abs}, {@code ld_ind}.
   *
   * @param context the context of the program
   * @param at the first byte: a number of 32 bits
   */
  public Value readPacket(Type type, Value context, Value at, int offset) {
    return emit(Opcode.READ_PACKET, type, offset, Referent.NONE, context, at);
  }

  private void requireMemory(Type type) {
    if (type.bits() < Byte.SIZE) {
      throw error("memory-type", "memory holds no " + type, "cast(…) it to u8");
    }
  }

  private void requireAtomic(Value value) {
    if (value.type().bits() < Integer.SIZE) {
      throw error("atomic-width", "atomics have 32 or 64 bits, not those of " + value.type());
    }
  }
}
