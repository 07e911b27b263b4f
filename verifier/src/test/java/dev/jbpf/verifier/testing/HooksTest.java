package dev.jbpf.verifier.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.text.Assembler;
import dev.jbpf.verifier.Verifier;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.KernelBtf;
import dev.jbpf.verifier.subject.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Programs at security hooks get the verdicts that Linux 6.12 was seen to give: the kernel that
 * runs need not let anybody load such programs, its types will do.
 */
class HooksTest {
  private static final KernelVersion KERNEL = new KernelVersion(6, 12);
  private static final int SLEEPABLE = 1 << 4;

  /** The programs of a row's columns. */
  private static final List<String> PROGRAMS =
      List.of(
          "r0 = -5000; exit",
          "r0 = -4096; exit",
          "r0 = -4095; exit",
          "r0 = -1; exit",
          "r0 = 0; exit",
          "r0 = 1; exit",
          "r0 = 2; exit",
          "r0 = 256; exit",
          "call 7; exit",
          "exit",
          "r0 = 0; exit");

  @Test
  void verdictsAreTheKernels() throws IOException {
    KernelBtf types = KernelBtf.ofRunningKernel();
    Assumptions.assumeTrue(types.isKnown(), "the types of a kernel are needed");
    Verifier verifier = Verifier.of(KERNEL).with(types);
    for (String line : Files.readAllLines(Path.of("src/test/resources/hooks.txt"))) {
      if (line.contains("|") && !line.startsWith("#")) {
        String[] parts = line.split(" \\| ", 3);
        check(verifier, parts[0], parts[2], 0, parts[1].equals("accept"));
      } else if (!line.startsWith("#")) {
        String[] words = line.split(" ");
        for (int i = 0; i < PROGRAMS.size(); i++) {
          int flags = i == PROGRAMS.size() - 1 ? SLEEPABLE : 0;
          String place = words[0] + " " + words[1];
          check(verifier, place, PROGRAMS.get(i), flags, words[2].charAt(i) == '+');
        }
      }
    }
  }

  private static void check(
      Verifier verifier, String place, String source, int flags, boolean isTaken) {
    String[] words = place.split(" ");
    Verdict verdict =
        verifier.verify(
            Subject.of(
                    Assembler.assemble(source.replace(";", "\n")).program().orElseThrow(),
                    ProgramType.LSM)
                .at(Integer.parseInt(words[1]))
                .withFlags(flags)
                .against(words[0]));
    assertThat(verdict)
        .as(place + " " + source)
        .isInstanceOf(isTaken ? Verdict.Accepted.class : Verdict.Rejected.class);
  }
}
