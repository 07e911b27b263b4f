package dev.jbpf.methods.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.TargetMachine;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.methods.compile.CompiledClass;
import dev.jbpf.methods.compile.MethodCompiler;
import dev.jbpf.methods.random.MemoryCompiler;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Contexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The same methods for each release: our verifier takes them, with the instructions it has. */
class ReleaseTest {
  private static final List<String> RELEASES =
      List.of("4.18", "5.4", "5.10", "5.15", "6.1", "6.12", "6.18");

  private static final String NAME = "Releases";

  private static Map<String, CompiledClass> compiled() throws IOException {
    String text = Files.readString(Path.of("src/test/resources/releases", NAME + ".java"));
    Map<String, CompiledClass> all = new TreeMap<>();
    for (String release : RELEASES) {
      String dated =
          text.replace("@BpfProgram(\"xdp\")", "@BpfProgram(value = \"xdp\", since = \"%s\")")
              .replace("%s", release);
      Class<?> type = MemoryCompiler.load(NAME, MemoryCompiler.classFiles(Map.of(NAME, dated)));
      all.put(release, MethodCompiler.compile(type));
    }
    return all;
  }

  @Test
  void eachReleaseHasItsInstructions() throws IOException {
    Map<String, CompiledClass> all = compiled();
    all.forEach(
        (release, type) -> {
          TargetMachine machine = TargetMachine.ANY.kernel(KernelVersion.parse(release));
          for (ProgramDef program : type.programs()) {
            assertThat(ops(program.program()))
                .as("%s for %s", program.name(), release)
                .allMatch(machine::supports);
          }
        });
    // Without jumps back there is a copy for each round, and of constants nothing is left.
    assertThat(sizes(all.get("4.18"), "sum")).isEqualTo(2);
    assertThat(sizes(all.get("5.4"), "sum")).isGreaterThan(2);
    assertThat(ops(all.get("6.12").program("divide").program()))
        .anyMatch(op -> op.name().startsWith("SDIV"));
    assertThat(ops(all.get("5.15").program("divide").program()))
        .noneMatch(op -> op.name().startsWith("SDIV"));
  }

  @Test
  void allGiveTheSame() throws IOException {
    Map<String, Map<String, Long>> results = new TreeMap<>();
    compiled().forEach((release, type) -> results.put(release, results(type)));
    assertThat(results.values()).allMatch(results.get("6.18")::equals);
    assertThat(results.get("6.18")).containsEntry("sum", 4950L).containsEntry("divide", -2L);
  }

  private static Map<String, Long> results(CompiledClass type) {
    Map<String, Long> results = new TreeMap<>();
    for (ProgramDef program : type.programs()) {
      var context = Contexts.of(ProgramType.XDP, new byte[64]).orElseThrow();
      VmObject object = VmObject.load(type.object(), VmOptions.DEFAULT);
      results.put(program.name(), (long) (int) object.program(program.name()).run(context));
    }
    return results;
  }

  private static int sizes(CompiledClass type, String program) {
    return type.program(program).program().size();
  }

  private static List<Op> ops(Program program) {
    return java.util.stream.IntStream.range(0, program.size())
        .mapToObj(program::opAt)
        .flatMap(java.util.Optional::stream)
        .toList();
  }
}
