package dev.jbpf.text;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.ElfFormatException;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.testing.Bounded;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes are an object: printing it gives a text, and that text can be read. */
class ObjectPrinterFuzzer {
  private static final List<Dialect> DIALECTS = List.of(Dialect.LLVM, Dialect.GNU, Dialect.MACRO);

  /** Objects of all kinds of sections, symbols and relocations, in both byte orders. */
  static Stream<byte[]> seeds() {
    List<byte[]> seeds = new ArrayList<>();
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      seeds.add(object(order, "r0 = 0\nexit\n"));
      seeds.add(
          object(
              order,
              """
              .map counts, type=array, key=4, value=8, max_entries=4
              .section xdp
              .globl f
              f:
                r1 = counts ll
                r2 = cell ll
                call helper
                call other
                if r0 == 0 goto out
                r0 = 1
              out:
                exit
              .text
              helper:
                exit
              .data
              cell: .quad 7
              place: .long helper, cell
              .section .rodata.str1.1,"aMS",@progbits,1
              .asciz "text"
              .reloc 0, R_BPF_64_ABS32, cell
              .bss
              .zero 8
              """));
    }
    return seeds.stream();
  }

  private static byte[] object(ByteOrder order, String source) {
    AssemblerOptions options =
        AssemblerOptions.DEFAULT.order(order).output(AssemblerOptions.Output.OBJECT);
    return Assembler.assemble(source.getBytes(StandardCharsets.UTF_8), "seed.s", options)
        .object()
        .orElseThrow()
        .toBytes();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "1m")
  void prints(byte[] bytes) throws Exception {
    if (bytes == null) {
      return; // Jazzer's own seed for "nothing".
    }
    Bounded.run(
        () -> {
          try {
            print(ElfObject.read(bytes));
            BpfObjectFile.read(bytes);
          } catch (ElfFormatException | BpfObjectException e) {
            // Damaged, and said so.
          }
        });
  }

  private static void print(ElfObject object) {
    for (Dialect dialect : DIALECTS) {
      String text = ObjectPrinter.print(object, dialect);
      AssemblerOptions options =
          AssemblerOptions.DEFAULT
              .dialect(dialect)
              .order(object.order())
              .output(AssemblerOptions.Output.OBJECT);
      Assembler.assemble(text.getBytes(StandardCharsets.UTF_8), "printed.s", options).report();
    }
  }
}
