package dev.jbpf.runtime.object;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.elf.ElfObject;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.testing.Bpffs;
import dev.jbpf.testing.Tool;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.AssemblerOptions;
import dev.jbpf.text.Assembly;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.ObjectPrinter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Assembly that depends on the kernel's types: libbpf makes the same of it as the library. */
class CoreTextTest {
  private static final String SOURCE =
      """
              .section tp_btf/sched_switch
              .globl prog
              .type prog,@function
      prog:   r1 = *(u64 *)(r1 + 8)
              r6 = *(u64 *)(r1 + core(task_struct.real_parent))
              r2 = *(u32 *)(r1 + core(task_struct___mine.pid))
              ldxb %r3, [%r1+core(task_struct.comm[3], s8)]
              r7 = *(u64 *)(r1 + core(task_struct.se.vruntime, u64))
              r8 = core(task_struct.se, struct)
              r3 = core_size(struct task_struct.comm[3], s8)
              r3 = core_field_signed(task_struct.pid, s32)
              r3 = core_lshift(task_struct.pid, s32)
              r3 = core_rshift(task_struct.pid, s32)
              r4 = core_exists(task_struct.not_there, s32)
              r4 = core_exists(task_struct.pid, s32)
              r4 = core_exists(task_struct.pid, ptr)
              r5 = core_type_size(task_struct)
              r5 = core_type_exists(struct nothing_such)
              r5 = core_type_exists(union bpf_attr)
              r5 = core_type_matches(typedef pid_t)
              r5 = core_type_id_kernel(task_struct) ll
              r5 = core_enum_value(bpf_map_type.BPF_MAP_TYPE_ARRAY)
              r5 = core_enum_value_exists(enum bpf_map_type::BPF_MAP_TYPE_NONE_SUCH)
              r5 = core_enum_value_exists(bpf_map_type.BPF_MAP_TYPE_HASH)
              r0 = 0
              exit
              .section license
              .asciz "GPL"
      """;

  private static Assembly assemble(String source) {
    return Assembler.assemble(
        source.getBytes(StandardCharsets.UTF_8),
        "core.s",
        AssemblerOptions.DEFAULT.output(AssemblerOptions.Output.OBJECT));
  }

  private static byte[] object(String source) {
    Assembly assembly = assemble(source);
    assertThat(assembly.report()).isEmpty();
    return assembly.object().orElseThrow().toBytes();
  }

  private static String instructions(Object... program) {
    return Tool.named("bpftool")
        .run(program)
        .output()
        .lines()
        .filter(line -> line.matches(" *\\d+: \\(.*"))
        .reduce("", (all, line) -> all + line + "\n");
  }

  @Test
  @KernelTest
  void libbpfMakesTheSame(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("core.o"), object(SOURCE));
    Path mount = Files.createDirectory(folder.resolve("bpf"));
    try (Bpffs bpffs = Bpffs.mount(mount);
        BpfObject ours = BpfObject.load(file)) {
      Path pin = bpffs.path("core_text");
      Tool.named("bpftool").succeed("prog", "load", file, pin);
      KernelProgram program = ours.program("prog");
      String translated = instructions("prog", "dump", "xlated", "id", program.info().id());
      assertThat(translated)
          .isEqualTo(instructions("prog", "dump", "xlated", "pinned", pin))
          .hasLineCount(23)
          .doesNotContain("r6 = *(u64 *)(r1 +0)");
    }
  }

  @Test
  void theDisassemblySaysItAndAssemblesToTheSame() {
    byte[] object = object(SOURCE);
    String text = ObjectPrinter.print(ElfObject.read(object), Dialect.LLVM);
    assertThat(text)
        .contains("# core(task_struct.real_parent, ptr)")
        .contains("# core(task_struct___mine.pid, u32)")
        .contains("# core(task_struct.se.vruntime, u64)")
        .contains("# core_type_matches(typedef pid_t)")
        .contains("# core_enum_value(bpf_map_type.BPF_MAP_TYPE_ARRAY)");
    assertThat(ObjectPrinter.print(ElfObject.read(object(text)), Dialect.LLVM)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          r1 = core(task_struct.pid)                       | say of what type the member is
          r1 = core_exists(task_struct.pid)                | say of what type the member is
          r1 = *(u32 *)(r1 + core(task_struct.comm[3]))    | say of what type the member is
          r1 = *(u32 *)(r1 + core(task_struct))            | core takes STRUCT.MEMBER
          r1 = core_size(task_struct.pid, int)             | no int
          r1 = *(u32 *)(r1 + core(task_struct.pid) + 4)    | nothing can be added
          r1 = *(u32 *)(r1 - core(task_struct.pid))        | nothing can be added
          r1 = core_type_size(class x)                     | core_type_size takes STRUCT, or union
          r1 = core_enum_value(NAME)                       | core_enum_value takes ENUM.CONSTANT
          r1 = *(u32 *)(r1 + core(task_struct.pid          | nothing closes this parenthesis
          """)
  void mistakes(String statement, String message) {
    assertThat(assemble(statement + "\nr0 = 0\nexit\n").report()).contains(message);
  }

  @Test
  void onlyObjectsCanSayIt() {
    Assembly assembly = Assembler.assemble("r1 = *(u32 *)(r1 + core(task_struct.pid))\nexit\n");
    assertThat(assembly.report()).contains("needs-object").contains("only an object can say it");
  }
}
