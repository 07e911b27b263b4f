package dev.jbpf.text;

import dev.jbpf.code.Insn;
import dev.jbpf.code.MapLoad;
import dev.jbpf.code.Program;
import dev.jbpf.code.RawWord;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.testing.Insns;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

class TextProperties {

  @Property(tries = 10_000)
  void anInstructionPrintsAsTextThatReadsBack(
      @ForAll("insns") Insn insn, @ForAll("dialects") Dialect dialect) {
    Printing.assertReadsBack(Program.of(insn), dialect);
  }

  @Property(tries = 2_000)
  void aProgramPrintsAsTextThatReadsBack(
      @ForAll("programs") List<Insn> insns, @ForAll("dialects") Dialect dialect) {
    Printing.assertReadsBack(Program.link(insns), dialect);
  }

  @Property(tries = 2_000)
  void anyBytesPrintAsTextThatReadsBack(
      @ForAll @Size(min = 8, max = 96) byte[] bytes, @ForAll("dialects") Dialect dialect) {
    byte[] whole = Arrays.copyOf(bytes, bytes.length & ~7);
    Printing.assertReadsBack(Program.decode(whole, ByteOrder.LITTLE_ENDIAN), dialect);
  }

  @Property(tries = 2_000)
  void wordsNearInstructionsReadBack(
      @ForAll("insns") Insn insn, @ForAll int bit, @ForAll("dialects") Dialect dialect) {
    Printing.assertReadsBack(
        Program.of(new RawWord(insn.word() ^ 1L << (bit & 63)), new RawWord(0)), dialect);
  }

  @Property
  void aMapThatIsNamedReadsBackByItsName(
      @ForAll Reg reg,
      @ForAll boolean value,
      @ForAll int offset,
      @ForAll("dialects") Dialect dialect) {
    MapLoad load = value ? MapLoad.value(reg, "counts", offset) : MapLoad.of(reg, "counts");
    Printing.assertReadsBack(Program.of(load), dialect);
  }

  @Provide
  Arbitrary<Insn> insns() {
    return Arbitraries.of(Op.class).flatMap(Insns::of);
  }

  @Provide
  Arbitrary<List<Insn>> programs() {
    return insns().list().ofMinSize(1).ofMaxSize(40);
  }

  @Provide
  Arbitrary<Dialect> dialects() {
    return Arbitraries.of(Printing.DIALECTS);
  }
}
