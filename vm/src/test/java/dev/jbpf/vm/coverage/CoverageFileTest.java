package dev.jbpf.vm.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.diag.Origin;
import dev.jbpf.text.Assembler;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the JVMs of a build tell one another. */
class CoverageFileTest {
  private static final List<Origin> ORIGINS =
      List.of(
          new Origin.Source("a folder/b.s", 3, 7),
          new Origin.Java("p.Q", "m", "Q.java", 12),
          Origin.UNKNOWN,
          new Origin.Source("java", 4, 1));

  @Test
  void whatIsReadIsWhatWasWritten(@TempDir Path folder) throws IOException {
    Program plain =
        Assembler.assemble("r0 = 1; r0 += 2; if r0 == 3 goto +0; exit").program().orElseThrow();
    long[] words = IntStream.range(0, plain.size()).mapToLong(plain::word).toArray();
    Program program =
        Program.ofWords(words, words.length, ORIGINS::get, Map.of("end", new Slot(3)), List.of());
    Vm vm = Vm.create(VmOptions.DEFAULT.withCoverage(true));
    assertThat(vm.load(program).run()).isEqualTo(3);
    Path file = folder.resolve("x.coverage");
    CoverageFile.write(file, Coverage.of(vm.coverage()));
    List<ProgramCoverage> read = CoverageFile.read(file).programs();
    assertThat(read).hasSize(1);
    Program there = read.get(0).program();
    assertThat(there).isEqualTo(program);
    assertThat(there.labels()).isEqualTo(program.labels());
    for (int i = 0; i < words.length; i++) {
      Slot slot = new Slot(i);
      assertThat(there.origin(slot)).isEqualTo(ORIGINS.get(i));
      assertThat(read.get(0).executed(slot)).isEqualTo(1);
    }
    assertThat(read.get(0).taken(new Slot(2))).isEqualTo(1);
  }
}
