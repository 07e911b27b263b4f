package dev.jbpf.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.LinkedProgram;
import dev.jbpf.elf.bpf.load.JumpTable;
import dev.jbpf.elf.link.StaticLinker;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.AssemblerOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Objects with {@code .jumptables}, as LLVM 22 writes them. */
class JumpTableTest {
  /** Two tables, of which the second is used from its second place on, in two functions. */
  private static final String SOURCE =
      """
      .section socket
      .globl choose
      .type choose, @function
      choose:
      r6 = *(u8 *)(r1 + 0)
      call plain
      r1 = first ll
      r2 = r6
      r2 <<= 3
      r1 += r2
      r1 = *(u64 *)(r1 + 0)
      gotox r1
      one:
      r0 += 1
      exit
      two:
      r0 += 2
      exit
      .text
      .type plain, @function
      plain:
      r1 = second + 8 ll
      r1 = *(u64 *)(r1 + 0)
      gotox r1
      away:
      r0 = 100
      exit
      here:
      r0 = 200
      exit
      .section .jumptables,"a",@progbits
      first:
      .quad one, two, one
      second:
      .quad away, here
      """;

  private static BpfObjectFile object(String source) {
    return BpfObjectFile.of(elf(source));
  }

  private static ElfObject elf(String source) {
    AssemblerOptions options = AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT);
    byte[] bytes = source.getBytes(StandardCharsets.UTF_8);
    return Assembler.assemble(bytes, "tables.s", options).object().orElseThrow();
  }

  @Test
  void tablesNameSlotsOfTheLinkedProgram() {
    LinkedProgram linked = object(SOURCE).program("choose").orElseThrow().link();
    assertThat(linked.jumpTables())
        .containsExactlyInAnyOrder(
            new JumpTable(".jumptables+0", List.of(9, 11, 9)),
            new JumpTable(".jumptables+24", List.of(17, 19)));
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void programsJumpThroughThem(Engine engine) {
    VmObject loaded = VmObject.load(object(SOURCE), VmOptions.DEFAULT.withEngine(engine));
    assertThat(loaded.program("choose").run(new byte[] {0})).isEqualTo(201);
    assertThat(loaded.program("choose").run(new byte[] {1})).isEqualTo(202);
    assertThat(loaded.program("choose").run(new byte[] {2})).isEqualTo(201);
  }

  /** As LLVM 22 writes them: without relocations, from the start of the section on. */
  private static String withoutRelocations(String name, int base) {
    return """
        .section socket,"ax",@progbits
        .type before_NAME, @function
        before_NAME:
        r0 = 7
        exit
        .size before_NAME, . - before_NAME
        .globl NAME
        .type NAME, @function
        NAME:
        r1 = table_NAME + 8 ll
        r1 = *(u64 *)(r1 + 0)
        gotox r1
        zero_NAME:
        r0 = BASE
        exit
        one_NAME:
        r0 = BASE + 1
        exit
        .size NAME, . - NAME
        .section .jumptables,"",@progbits
        .quad 0
        .globl table_NAME
        table_NAME:
        .quad zero_NAME - before_NAME, one_NAME - before_NAME
        .size table_NAME, 16
        .quad 0
        """
        .replace("NAME", name)
        .replace("BASE", String.valueOf(base));
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void placesCountFromTheSectionOfTheInstructions(Engine engine) {
    VmOptions options = VmOptions.DEFAULT.withEngine(engine);
    BpfObjectFile object = object(withoutRelocations("choose", 10));
    assertThat(VmObject.load(object, options).program("choose").run()).isEqualTo(11);
  }

  @Test
  void linkedWithOthersTheyMoveWithTheSection() {
    ElfObject both =
        new StaticLinker()
            .add("a.o", elf(withoutRelocations("choose", 10)))
            .add("b.o", elf(withoutRelocations("other", 20)))
            .link();
    VmObject loaded = VmObject.load(BpfObjectFile.of(both), VmOptions.DEFAULT);
    assertThat(loaded.program("choose").run()).isEqualTo(11);
    assertThat(loaded.program("other").run()).isEqualTo(21);
  }

  @Test
  void aPlaceBetweenInstructions() {
    BpfObjectFile odd =
        object(withoutRelocations("choose", 10).replace(", one_choose", ", 4 + one_choose"));
    assertThatThrownBy(() -> odd.program("choose").orElseThrow().link())
        .hasMessage(".jumptables+16 names no instruction");
  }

  @Test
  void aPlaceOfData() {
    BpfObjectFile odd = object(SOURCE.replace(".quad away, here", ".quad away, first"));
    assertThatThrownBy(() -> odd.program("choose").orElseThrow().link())
        .isInstanceOf(BpfObjectException.class)
        .hasMessage(".jumptables+32 names no instruction");
  }
}
