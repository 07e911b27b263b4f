package dev.jbpf.verifier.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.verifier.Verifier;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.KernelBtf;
import dev.jbpf.verifier.subject.Subjects;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects that name functions and variables of a kernel that is not at hand. */
class UnknownKernelTest {
  @ParameterizedTest
  @ValueSource(strings = {"kfuncs", "iterators", "casts"})
  void whatTheyCallIsUndecided(String name, @TempDir Path folder) throws Exception {
    BpfObjectFile object = BpfObjectFile.read(ClangSources.compile(name, "v3", "-O2", folder));
    Verifier later = Verifier.of(new KernelVersion(7, 0));
    assertThat(Subjects.all(object, KernelBtf.unknown()).values())
        .hasSizeGreaterThan(3)
        .map(later::verify)
        .noneMatch(Verdict.Rejected.class::isInstance)
        .anyMatch(Verdict.Undecided.class::isInstance);
  }
}
