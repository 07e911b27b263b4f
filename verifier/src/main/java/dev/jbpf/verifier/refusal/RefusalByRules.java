package dev.jbpf.verifier.refusal;

import dev.jbpf.diag.text.SourceLineText;
import dev.jbpf.elf.bpf.describe.FileLines;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.Limits;
import dev.jbpf.refusal.RefusalExplainer;
import dev.jbpf.refusal.RefusedProgram;
import dev.jbpf.verifier.Verifier;
import dev.jbpf.verifier.explain.Explainer;
import dev.jbpf.verifier.explain.KernelWords;
import dev.jbpf.verifier.explain.ObjectLines;
import dev.jbpf.verifier.function.FunctionTypes;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.Budget;
import dev.jbpf.verifier.subject.KernelBtf;
import dev.jbpf.verifier.subject.MapShape;
import dev.jbpf.verifier.subject.MapShapes;
import dev.jbpf.verifier.subject.Subject;
import dev.jbpf.verifier.subject.Subjects;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What there is to say beside a kernel's refusal: what this verifier has against the same program;
 * or else the rule that the kernel's words are about.
 */
public final class RefusalByRules implements RefusalExplainer {
  /** Somebody waits for the message of an exception. */
  private static final Budget PATIENCE =
      new Budget(Limits.BPF_COMPLEXITY_LIMIT_INSNS, Duration.ofSeconds(5));

  private static final KernelVersion NEWEST = new KernelVersion(6, 18);

  /** For {@link java.util.ServiceLoader}. */
  public RefusalByRules() {}

  @Override
  public Optional<String> explain(RefusedProgram refused) {
    return found(refused)
        .or(() -> KernelWords.rule(refused.words()).map(RefusalByRules::words))
        .map(String::stripTrailing);
  }

  private static Optional<String> found(RefusedProgram refused) {
    KernelVersion kernel = running();
    Subject subject = subject(refused);
    Verdict verdict =
        Verifier.of(kernel).with(KernelBtf.ofRunningKernel()).within(PATIENCE).verify(subject);
    return verdict instanceof Verdict.Rejected rejected
        ? Optional.of(
            "explained:\n"
                + Explainer.of(kernel, new FileLines(lines(refused)))
                    .text(subject, rejected.finding()))
        : Optional.empty();
  }

  private static KernelVersion running() {
    try {
      return KernelVersion.parse(System.getProperty("os.version", NEWEST.toString()));
    } catch (IllegalArgumentException noLinux) {
      return NEWEST;
    }
  }

  private static SourceLineText lines(RefusedProgram refused) {
    return refused
        .object()
        .<SourceLineText>map(source -> ObjectLines.of(source.linked()))
        .orElse(origin -> "");
  }

  private static Subject subject(RefusedProgram refused) {
    Subject subject =
        Subject.of(refused.program(), refused.type())
            .at(refused.attachType())
            .withFlags(refused.flags())
            .underGpl(Subjects.isGpl(refused.license()))
            .withFunctionTypes(refused.hasFunctionTypes())
            .withMaps(Subjects.maps(refused.program(), shapes(refused)));
    Optional<FunctionTypes> types =
        refused
            .object()
            .filter(source -> refused.hasFunctionTypes())
            .flatMap(source -> Subjects.functions(source.file(), source.linked()));
    return types.map(subject::withFunctionTypes).orElse(subject);
  }

  /** What an object tells of its maps is more than definitions do: locks, constants. */
  private static Map<String, MapShape> shapes(RefusedProgram refused) {
    Map<String, MapShape> shapes = new HashMap<>();
    refused.maps().forEach((name, map) -> shapes.put(name, MapShapes.of(map)));
    refused.object().ifPresent(source -> shapes.putAll(Subjects.shapes(source.file())));
    return shapes;
  }

  private static String words(Rule rule) {
    return "  note: the rule is "
        + rule.code()
        + ": "
        + rule.sentence()
        + "\n  note: "
        + rule.fix();
  }
}
