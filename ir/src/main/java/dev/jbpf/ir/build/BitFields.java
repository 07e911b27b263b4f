package dev.jbpf.ir.build;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.kernel.struct.KernelMember;
import dev.jbpf.kernel.struct.MemberFact;
import java.util.ArrayList;
import java.util.List;

/**
 * Bit fields of the kernel's structures. How large the unit is that holds one, and where in it the
 * field is, are answers of the kernel that runs: the program has a load for each size, of which the
 * verifier follows one.
 */
public final class BitFields {
  private static final List<Type> UNITS = List.of(Type.U8, Type.U16, Type.U32, Type.U64);

  private final FunctionBuilder f;
  private final KernelMember member;

  private BitFields(FunctionBuilder f, KernelMember member) {
    this.f = f;
    this.member = member;
  }

  /**
   * {@return the bit field, as a number of 64 bits}
   *
   * @param unit the address of the unit that holds it
   */
  public static Value load(FunctionBuilder f, KernelMember member, Value unit, boolean isSigned) {
    return new BitFields(f, member).field(unit, isSigned);
  }

  /** {@return how many bytes the unit has that holds the bit field, in the kernel that runs} */
  public static Value unitBytes(FunctionBuilder f, KernelMember member) {
    return f.memberFact(member.asked(MemberFact.BYTES));
  }

  private Value field(Value unit, boolean isSigned) {
    Value high =
        f.binary(Opcode.SHL, unit(unit), f.memberFact(member.asked(MemberFact.LEFT_SHIFT)));
    Value shift = f.memberFact(member.asked(MemberFact.RIGHT_SHIFT));
    Opcode right = isSigned ? Opcode.SHR.signed() : Opcode.SHR;
    return f.cast(f.binary(right, high, shift), isSigned ? Type.S64 : Type.U64);
  }

  private Value unit(Value address) {
    LocalVariable unit = f.variable("unit", f.constant(0));
    List<Block> loads = new ArrayList<>();
    List<Long> sizes = new ArrayList<>();
    for (Type type : UNITS) {
      loads.add(f.newBlock("unit"));
      sizes.add((long) type.bits() / Byte.SIZE);
    }
    Block after = f.newBlock("after");
    f.switchTo(unitBytes(f, member), sizes, loads, after);
    for (int i = 0; i < loads.size(); i++) {
      f.enter(loads.get(i));
      f.set(unit, f.cast(f.load(UNITS.get(i), address, 0), Type.U64));
      f.jump(after);
    }
    f.enter(after);
    return f.get(unit);
  }
}
