package dev.jbpf.elf.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.btf.BtfType;
import dev.jbpf.elf.bpf.load.DataSection;
import dev.jbpf.elf.bpf.map.ObjectMap;
import dev.jbpf.testing.Bpffs;
import dev.jbpf.testing.Tool;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.AssemblerOptions;
import dev.jbpf.text.Assembly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A text, assembled, quoted by the kernel's tools and read again. */
@Tag("kernel")
class TextObjectTest {
  private static final String SOURCE =
      """
              .map counts, type=array, key=4, value=8, max_entries=1
              .section xdp,"ax",@progbits
              .globl  count
              .type   count,@function
      count:
              *(u32 *)(r10 - 4) = 0     # the key
              r2 = r10
              r2 += -4
              r1 = counts ll
              call bpf_map_lookup_elem
              if r0 == 0 goto done
              r1 = 1
              lock *(u64 *)(r0 + 0) += r1
      done:
              r1 = limit ll
              r1 = *(u32 *)(r1 + 0)
              call verdict
              exit
              .size   count, .-count

              .text
              .type   verdict,@function
      verdict:
              r0 = r1
              exit
              .size   verdict, .-verdict

              .section .rodata,"a",@progbits
              .globl  limit
              .type   limit,@object
      limit:  .long   2
              .size   limit, 4

              .section license,"aw",@progbits
              .asciz  "GPL"
      """;

  @TempDir Path folder;

  static byte[] assemble() {
    byte[] source = SOURCE.getBytes(StandardCharsets.UTF_8);
    Assembly assembly =
        Assembler.assemble(
            source, "count.s", AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT));
    assertThat(assembly.report()).isEmpty();
    return assembly.object().orElseThrow().toBytes();
  }

  @Test
  void isQuoted() throws IOException {
    Path file = folder.resolve("count.o");
    Files.write(file, assemble());
    Tool bpftool = Tool.named("bpftool");
    try (Bpffs pins = Bpffs.mount(Files.createDirectory(folder.resolve("bpf")))) {
      bpftool.succeed("prog", "load", file, pins.path("count"));
      String dump =
          bpftool.succeed("prog", "dump", "xlated", "pinned", pins.path("count"), "linum");
      assertThat(dump)
          .contains("; *(u32 *)(r10 - 4) = 0     # the key [file:count.s line_num:6 line_col:9]")
          .contains("; call verdict [file:count.s line_num:17 line_col:9]")
          .contains("int verdict():")
          .contains("; r0 = r1 [file:count.s line_num:24 line_col:9]");
    }
  }

  /** Local storages want types for their keys and values; the rest does with sizes. */
  @Test
  void mapsOfManyTypesAreMade() throws IOException {
    String maps =
        """
        .map inner, type=array, key=4, value=4, max_entries=1
        .map outer, type=array_of_maps, key=4, max_entries=2, inner=inner
        .map counts, type=percpu_hash, key=8, value=16, max_entries=10, flags=BPF_F_NO_PREALLOC
        .map ring, type=ringbuf, max_entries=4096
        .map jumps, type=prog_array, key=4, value=4, max_entries=4
        .map recent, type=lru_hash, key=4, value=8, max_entries=16
        .map trie, type=lpm_trie, key=8, value=4, max_entries=16, flags=BPF_F_NO_PREALLOC
        .map stacks, type=stack_trace, key=4, value=80, max_entries=16
        .map queue, type=queue, value=4, max_entries=4
        .map sockets, type=sk_storage, key=4, value=8, flags=BPF_F_NO_PREALLOC
        .map tasks, type=task_storage, key=4, value=24, flags=BPF_F_NO_PREALLOC
        .map groups, type=cgrp_storage, key=4, value=8, flags=BPF_F_NO_PREALLOC
        .map events, type=perf_event_array, key=4, value=4
        .rodata
        limit: .long 2
        .section socket
        r1 = outer ll
        r1 = ring ll
        r1 = tasks ll
        r0 = limit ll
        r0 = *(u32 *)(r0 + 0)
        exit
        """;
    AssemblerOptions options = AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT);
    Assembly assembly =
        Assembler.assemble(maps.getBytes(StandardCharsets.UTF_8), "maps.s", options);
    assertThat(assembly.report()).isEmpty();
    Path file = folder.resolve("maps.o");
    Files.write(file, assembly.object().orElseThrow().toBytes());
    try (Bpffs pins = Bpffs.mount(Files.createDirectory(folder.resolve("maps")))) {
      Tool.named("bpftool").succeed("prog", "load", file, pins.path("maps"));
    }
  }

  @Test
  void isReadAgain() {
    BpfObjectFile object = BpfObjectFile.read(assemble());
    LinkedProgram count = object.program("count").orElseThrow().link();
    assertThat(count.functions().keySet()).containsExactly("count", "verdict");
    assertThat(object.maps()).extracting(ObjectMap::name).containsExactly("counts");
    assertThat(object.data()).extracting(DataSection::name).containsExactly(".rodata");
    assertThat(object.data().get(0).type()).isPositive();
  }

  @Test
  @DisplayName("O22: bpftool links our objects, whose functions for others are hidden")
  void bpftoolLinksHiddenFunctions() throws IOException {
    String source =
        SOURCE
            .replace(".type   verdict", ".globl verdict\n.hidden verdict\n.type   verdict")
            .replace(".size   verdict, .-verdict", ".size verdict, .-verdict\n.p2align 3");
    Assembly assembly =
        Assembler.assemble(
            source.getBytes(StandardCharsets.UTF_8),
            "hidden.s",
            AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT));
    assertThat(assembly.report()).isEmpty();
    Path object = folder.resolve("hidden.o");
    Path linked = folder.resolve("linked.o");
    Files.write(object, assembly.object().orElseThrow().toBytes());
    Tool.named("bpftool").succeed("gen", "object", linked, object);
    BpfObjectFile file = BpfObjectFile.read(Files.readAllBytes(linked));
    assertThat(file.programs()).extracting(ObjectProgram::name).containsExactly("count");
    Btf types = Btf.parse(file.typeBytes().orElseThrow());
    int verdict = types.find("verdict", BtfKind.FUNC).orElseThrow();
    assertThat(((BtfType.Func) types.type(verdict)).linkage()).isEqualTo(BtfType.Linkage.STATIC);
  }
}
