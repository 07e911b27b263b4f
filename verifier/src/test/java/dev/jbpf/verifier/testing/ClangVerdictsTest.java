package dev.jbpf.verifier.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.ObjectLinker;
import dev.jbpf.elf.bpf.ObjectProgram;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.object.OpenMap;
import dev.jbpf.runtime.object.OpenObject;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.verifier.Verifier;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.KernelBtf;
import dev.jbpf.verifier.subject.Subjects;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clang makes of C, of all kinds of programs, gets one verdict. */
@KernelTest
class ClangVerdictsTest {
  private static final KernelVersion KERNEL = new KernelVersion(6, 18);

  /** Compiled for the oldest machine, and by turns for one of the newer. */
  private static final List<String> NAMES =
      List.of(
          "xdp", "tc", "cgroup", "tracing", "loops", "globals", "objects", "kfuncs", "kptrs",
          "edges");

  /** Long ones, compiled once. */
  private static final List<String> ONCE =
      List.of(
          "own",
          "throw",
          "arena",
          "dynptrs",
          "iterators",
          "tagged",
          "reslocks",
          "catches",
          "percpu",
          "taskwork",
          "operations",
          "drain",
          "graph",
          "casts",
          "declared",
          "rounds",
          "fields");

  private static final KernelBtf TYPES = KernelBtf.ofRunningKernel();
  private static final int LEAST_PROGRAMS = 200;

  private final List<String> refused = new ArrayList<>();
  private final List<String> missed = new ArrayList<>();
  private final List<String> undecided = new ArrayList<>();
  private int asked;

  @BeforeAll
  static void onlyThatKernel() {
    Assumptions.assumeTrue(
        KernelVersion.parse(System.getProperty("os.version")).equals(KERNEL),
        "verdicts are compared with those of Linux " + KERNEL);
  }

  @Test
  void verdictsOnWhatClangMakesAreTheKernels(@TempDir Path folder) throws Exception {
    for (int i = 0; i < NAMES.size(); i++) {
      String name = NAMES.get(i);
      String newer = i % 2 == 0 ? "v3" : "v4";
      compare(name + " v2", ClangSources.compile(name, "v2", "-O1", folder));
      compare(name + " " + newer, ClangSources.compile(name, newer, "-O2", folder));
    }
    for (String name : ONCE) {
      compare(name, ClangSources.compile(name, "v4", "-O2", folder));
    }
    assertThat(asked).isGreaterThan(LEAST_PROGRAMS);
    assertThat(refused).isEmpty();
    assertThat(missed).isEmpty();
    assertThat(undecided).isEmpty();
  }

  private void compare(String what, byte[] bytes) {
    BpfObjectFile object = BpfObjectFile.read(bytes);
    ObjectLinker linker = object.linker(TYPES.forPrograms());
    Verifier verifier = Verifier.of(KERNEL).with(TYPES);
    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    for (ObjectProgram program : object.programs()) {
      verdicts.put(
          program.name(),
          verifier.verify(Subjects.of(object, linker.link(program), program.kind().orElseThrow())));
    }
    asked += verdicts.size();
    String[] taken =
        verdicts.keySet().stream()
            .filter(name -> verdicts.get(name) instanceof Verdict.Accepted)
            .toArray(String[]::new);
    // All that are taken at once: one that is refused after all is found among them.
    boolean areTaken = kernel(what, bytes, taken).isEmpty();
    verdicts.forEach(
        (name, verdict) -> {
          if (!areTaken || !(verdict instanceof Verdict.Accepted)) {
            compare(what + " " + name, verdict, kernel(what, bytes, name));
          }
        });
  }

  private void compare(String what, Verdict verdict, Optional<SyscallException> refusal) {
    if (verdict instanceof Verdict.Undecided) {
      undecided.add(report(what, verdict, refusal));
    } else if (verdict instanceof Verdict.Accepted != refusal.isEmpty()) {
      (refusal.isEmpty() ? refused : missed).add(report(what, verdict, refusal));
    }
  }

  /** To put a refusal into words takes a while: that is done where it is read. */
  private static String report(String what, Verdict verdict, Optional<SyscallException> refusal) {
    return what + ": " + verdict + ", kernel: " + refusal.map(Throwable::getMessage).orElse("");
  }

  /** {@return what the kernel says against one of the programs; empty if it takes them} */
  private static Optional<SyscallException> kernel(String what, byte[] bytes, String... programs) {
    OpenObject open = BpfObject.open(what, bytes).only(programs);
    open.maps().forEach(OpenMap::unpinned);
    try {
      open.load().close();
      return Optional.empty();
    } catch (SyscallException e) {
      return Optional.of(e);
    }
  }
}
