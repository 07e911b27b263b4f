package dev.jbpf.vm;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.ElfFormatException;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.ObjectProgram;
import dev.jbpf.testing.Bounded;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.AssemblerOptions;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.fault.VmFault;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes are an object: its programs run on both engines, or it is said why not. */
class VmObjectFuzzer {
  private static final long BUDGET = 10_000;

  static Stream<byte[]> seeds() {
    return Stream.of(
            "r0 = 0\nexit\n",
            """
            .map counts, type=array, key=4, value=8, max_entries=4
            .map words, type=hash, key=8, value=16, max_entries=16
            .map rings, type=ringbuf, max_entries=4096
            .section xdp
            f:
              r1 = 0
              *(u32 *)(r10 - 4) = r1
              r2 = r10
              r2 += -4
              r1 = counts ll
              call bpf_map_lookup_elem
              if r0 == 0 goto out
              r1 = 1
              lock *(u64 *)(r0 + 0) += r1
              r1 = cell ll
              r0 = *(u64 *)(r1 + 0)
              call helper
            out:
              exit
            .text
            helper:
              r0 = 2
              exit
            .data
            cell: .quad 7
            .bss
            more: .zero 8
            """,
            """
            .map programs, type=prog_array, key=4, value=4, max_entries=2
            .map names, type=percpu_array, key=4, value=8, max_entries=1
            .map prefixes, type=lpm_trie, key=8, value=4, max_entries=4, flags=BPF_F_NO_PREALLOC
            .section socket
              r2 = programs ll
              r3 = 1
              call bpf_tail_call
              r0 = 0
              exit
            """)
        .map(VmObjectFuzzer::object);
  }

  private static byte[] object(String source) {
    AssemblerOptions options = AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT);
    return Assembler.assemble(source.getBytes(StandardCharsets.UTF_8), "seed.s", options)
        .object()
        .orElseThrow()
        .toBytes();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "1m")
  void runs(byte[] bytes) throws Exception {
    if (bytes == null) {
      return; // Jazzer's own seed for "nothing".
    }
    for (Engine engine : new Engine[] {Engine.INTERPRETER, Engine.JIT}) {
      Bounded.run(() -> load(bytes, VmOptions.DEFAULT.withEngine(engine).withBudget(BUDGET)));
    }
  }

  private static void load(byte[] bytes, VmOptions options) {
    try {
      VmObject object = VmObject.load(BpfObjectFile.read(bytes), options);
      object.contents().programs().forEach(program -> run(object, program));
    } catch (ElfFormatException | BpfObjectException e) {
      // Damaged, and said so.
    }
  }

  private static void run(VmObject object, ObjectProgram program) {
    LoadedProgram loaded;
    try {
      loaded = object.program(program.name());
    } catch (IllegalArgumentException e) {
      return; // What it needs is not there, or the machine would not have it.
    }
    try {
      loaded.run(Context.of(new byte[64]));
    } catch (VmFault e) {
      // The program's own fault.
    }
  }
}
