package dev.jbpf.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.isa.Field;
import dev.jbpf.isa.Immediate;
import dev.jbpf.isa.InvalidFieldException;
import dev.jbpf.isa.Offset;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.testing.Insns;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class InsnProperties {

  @Property(tries = 20_000)
  void anInstructionEncodesAndDecodesToItself(@ForAll("insns") Insn insn, @ForAll boolean big) {
    ByteOrder order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    Program program = Program.of(insn);
    assertThat(program.elements()).isEqualTo(List.of(insn));
    assertThat(Program.decode(program.toBytes(order), order)).isEqualTo(program);
  }

  /** What the linker packs without making an instruction is what the instruction would be. */
  @Property(tries = 5_000)
  void operandsLinkAsTheirInstruction(
      @ForAll Op op, @ForAll Reg dst, @ForAll Reg src, @ForAll int off, @ForAll long imm) {
    for (int o : new int[] {0, off, (short) off, Short.MAX_VALUE + 1, Short.MIN_VALUE - 1}) {
      for (long i : new long[] {0, -1, imm, (int) imm, 0xffff_ffffL, 1L << 31, 1L << 32}) {
        assertThat(linked(linker -> linker.add(op, dst, src, o, i)))
            .isEqualTo(linked(linker -> linker.add(Insn.of(op, dst, src, o, i))));
        assertThat(linked(linker -> linker.add(op, dst, Reg.R0, o, i)))
            .isEqualTo(linked(linker -> linker.add(Insn.of(op, dst, Reg.R0, o, i))));
      }
    }
  }

  /** The program, or what is wrong with it. */
  private static Object linked(Consumer<Linker> adding) {
    Linker linker = new Linker();
    try {
      adding.accept(linker);
      return linker.finish();
    } catch (InvalidFieldException e) {
      return e.getMessage();
    }
  }

  @Property(tries = 5_000)
  void bytesDecodeAndEncodeToThemselves(@ForAll @Size(max = 64) byte[] bytes, @ForAll boolean big) {
    ByteOrder order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    byte[] whole = java.util.Arrays.copyOf(bytes, bytes.length & ~7);
    Program program = Program.decode(whole, order);
    assertThat(program.toBytes(order)).isEqualTo(whole);
    assertThat(Program.link(program.elements()).toBytes(order)).isEqualTo(whole);
  }

  @Property(tries = 20_000)
  void wordsNearInstructionsDecodeAndEncodeToThemselves(
      @ForAll("insns") Insn insn, @ForAll int bit) {
    Program program = Program.of(new RawWord(insn.word() ^ 1L << (bit & 63)), new RawWord(0));
    assertThat(Program.link(program.elements())).isEqualTo(program);
  }

  @Property(tries = 5_000)
  void aFieldOnePastItsRangeIsAnErrorThatNamesIt(@ForAll("insns") Insn insn, @ForAll boolean high) {
    Op op = insn.op();
    Offset offset = op.format().offset();
    if (offset != Offset.FIXED) {
      int off = high ? offset.max() + 1 : offset.min() - 1;
      assertRange(op, Field.OFF, off, () -> Insn.of(op, dst(insn), src(insn), off, imm(insn)));
    } else {
      assertRange(op, Field.OFF, 1, () -> Insn.of(op, dst(insn), src(insn), 1, imm(insn)));
    }
    Immediate immediate = op.format().immediate();
    if (immediate == Immediate.FIXED) {
      assertRange(op, Field.IMM, 1, () -> Insn.of(op, dst(insn), src(insn), off(insn), 1));
    } else if (immediate.max() != Long.MAX_VALUE) {
      long imm = high ? immediate.max() + 1 : immediate.min() - 1;
      assertRange(op, Field.IMM, imm, () -> Insn.of(op, dst(insn), src(insn), off(insn), imm));
    }
    for (Field field : List.of(Field.DST, Field.SRC)) {
      if (!op.format().has(field)) {
        assertRange(op, field, 2, () -> withRegister(insn, field, Reg.R2));
      }
    }
  }

  private static Insn withRegister(Insn insn, Field field, Reg reg) {
    return field == Field.DST
        ? Insn.of(insn.op(), reg, src(insn), off(insn), imm(insn))
        : Insn.of(insn.op(), dst(insn), reg, off(insn), imm(insn));
  }

  private static void assertRange(Op op, Field field, long value, Runnable make) {
    assertThatThrownBy(make::run)
        .isInstanceOfSatisfying(
            InvalidFieldException.class,
            e -> {
              assertThat(e.field()).isEqualTo(field.toString());
              assertThat(e.value()).isEqualTo(value);
            })
        .hasMessage(
            op.mnemonic() + ": " + field + " is " + value + ", must be " + range(op, field));
  }

  /** An operand has a range; a field that holds none takes zero only. */
  private static String range(Op op, Field field) {
    if (!op.format().has(field)) {
      return "0";
    }
    boolean isOff = field == Field.OFF;
    long min = isOff ? op.format().offset().min() : op.format().immediate().min();
    long max = isOff ? op.format().offset().max() : op.format().immediate().max();
    return "from " + min + " to " + max;
  }

  private static Reg dst(Insn insn) {
    return insn.op().format().has(Field.DST) ? insn.dst() : Reg.R0;
  }

  private static Reg src(Insn insn) {
    return insn.op().format().has(Field.SRC) ? insn.src() : Reg.R0;
  }

  private static int off(Insn insn) {
    return insn.op().format().has(Field.OFF) ? insn.off() : 0;
  }

  private static long imm(Insn insn) {
    return insn.op().format().has(Field.IMM) ? insn.imm() : 0;
  }

  @Provide
  Arbitrary<Insn> insns() {
    return Arbitraries.of(Op.class).flatMap(Insns::of);
  }
}
