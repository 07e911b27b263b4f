package dev.jbpf.dsl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.Origin;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.map.MapDef;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.Assembly;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;
import dev.jbpf.verifier.Verifier;
import dev.jbpf.verifier.explain.Explainer;
import dev.jbpf.verifier.report.Finding;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.Subject;
import dev.jbpf.verifier.subject.Subjects;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The mistakes of {@link MistakesTest} written as text: each is found before a kernel sees it, by
 * the same rule, at its line, with what helps in the language of the line; and that does help.
 */
class TextMistakesTest {
  /** What helps where the rule's own words do not fit: an address that is null there. */
  private static final String OF_NULL = "use the pointer on the path where it is not null";

  /** The same for types of programs that have none of the old loads. */
  private static final String WITHOUT_LEGACY =
      "load from the packet through pointers, or copy by a helper such as bpf_skb_load_bytes";

  private static final KernelVersion NEWEST = new KernelVersion(6, 18);
  private static final KernelVersion OLD = new KernelVersion(5, 15);
  private static final String BEFORE = "before it: ";
  private static final int ENOUGH = 5;

  private static final Set<String> RULES =
      Arrays.stream(Rule.values()).map(Rule::code).collect(Collectors.toSet());

  static Stream<Mistake> all() {
    return MistakesTest.all()
        .filter(mistake -> RULES.contains(mistake.code()))
        .filter(mistake -> mistake.target().type().isPresent());
  }

  @ParameterizedTest
  @MethodSource("all")
  void asTextItIsFoundAtItsLineWithWhatHelps(Mistake mistake) {
    Program built = ProgramBuilder.program(mistake.body());
    List<String> lines = Disassembler.text(built, Dialect.LLVM).lines().toList();
    Finding finding = finding(mistake, lines).orElseThrow();
    Diagnostic found = explained(mistake, lines, finding);

    assertThat(found.code()).as(found.toString()).isEqualTo(mistake.code());
    int line = ((Origin.Source) found.origin()).line();
    assertThat(line).isBetween(1, lines.size());
    assertThat(found.notes()).containsAnyOf(finding.rule().fix(), OF_NULL, WITHOUT_LEGACY);
    found.notes().stream()
        .filter(note -> note.startsWith(BEFORE))
        .findFirst()
        .ifPresent(note -> thatHelps(mistake, lines, line, note.substring(BEFORE.length())));
  }

  /** Writes the lines of the advice where it says. */
  private static void thatHelps(Mistake mistake, List<String> lines, int line, String advice) {
    List<String> mended = new ArrayList<>(lines);
    mended.addAll(line - 1, List.of(advice.split("; ")));
    mended.addAll(List.of("out:", "r0 = 0", "exit"));
    int moved = line + advice.split("; ").length;
    Optional<Finding> left = finding(mistake, mended);
    assertThat(left.map(finding -> explained(mistake, mended, finding)))
        .as("%s at line %d of %s", advice, moved, mended)
        .satisfies(
            same ->
                assertThat(
                        same.filter(d -> d.code().equals(mistake.code()))
                            .filter(d -> ((Origin.Source) d.origin()).line() == moved))
                    .isEmpty());
  }

  /** Those that an instruction or some mend, so that there is nothing left to choose. */
  static Stream<Mistake> mended() {
    return all().filter(mistake -> Advice.find(notes(mistake)).isPresent());
  }

  private static List<String> notes(Mistake mistake) {
    List<String> lines = lines(mistake);
    return explained(mistake, lines, finding(mistake, lines).orElseThrow()).notes();
  }

  private static List<String> lines(Mistake mistake) {
    return Disassembler.text(ProgramBuilder.program(mistake.body()), Dialect.LLVM).lines().toList();
  }

  /** Follows what is advised until nothing is wrong any more. */
  private static List<String> mend(Mistake mistake) {
    List<String> lines = lines(mistake);
    for (int round = 0; round < ENOUGH; round++) {
      List<String> now = lines;
      Optional<Finding> finding = finding(mistake, now);
      if (finding.isEmpty()) {
        return now;
      }
      Diagnostic found = explained(mistake, now, finding.orElseThrow());
      Advice advice =
          Advice.find(found.notes())
              .orElseThrow(() -> new AssertionError(found + " in " + String.join("; ", now)));
      lines = advice.follow(now, ((Origin.Source) found.origin()).line());
    }
    throw new AssertionError("still wrong: " + String.join("; ", lines));
  }

  @Test
  void manyAreMendedByInstructions() {
    assertThat(mended().count()).isGreaterThan(30);
  }

  @ParameterizedTest
  @MethodSource("mended")
  void withWhatIsAdvisedItIsTaken(Mistake mistake) {
    assertThat(mend(mistake)).isNotEqualTo(lines(mistake));
  }

  @ParameterizedTest
  @MethodSource("mended")
  @KernelTest
  void withWhatIsAdvisedTheKernelTakesIt(Mistake mistake) {
    Program mended = assembled(mend(mistake)).program().orElseThrow();
    ProgramSpec spec = ProgramSpec.of("mended", mistake.target().type().orElseThrow(), mended);
    for (MapDef<?, ?> map : mistake.maps()) {
      spec = spec.withMap(map);
    }
    Bpf.load(spec).close();
  }

  private static Assembly assembled(List<String> lines) {
    Assembly assembly = Assembler.assemble(String.join("\n", lines) + "\n");
    assertThat(assembly.hasErrors()).as(assembly.report()).isFalse();
    return assembly;
  }

  private static Subject subject(Mistake mistake, List<String> lines) {
    Program program = assembled(lines).program().orElseThrow();
    return Subjects.of(program, mistake.target().type().orElseThrow(), mistake.maps())
        .withFunctionTypes(true);
  }

  /** What new kernels take may be a mistake for older ones. */
  private static Optional<Finding> finding(Mistake mistake, List<String> lines) {
    Subject subject = subject(mistake, lines);
    return Stream.of(mistake.target().kernel().orElse(NEWEST), OLD)
        .map(version -> Verifier.of(version).verify(subject))
        .filter(Verdict.Rejected.class::isInstance)
        .map(verdict -> ((Verdict.Rejected) verdict).finding())
        .findFirst();
  }

  private static Diagnostic explained(Mistake mistake, List<String> lines, Finding finding) {
    return Explainer.of(NEWEST, origin -> "").explain(subject(mistake, lines), finding);
  }
}
