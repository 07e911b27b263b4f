package dev.jbpf.dsl.verify;

import dev.jbpf.code.LinkException;
import dev.jbpf.code.MapReference;
import dev.jbpf.code.Program;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.Target;
import dev.jbpf.map.MapDef;
import dev.jbpf.verifier.Verifier;
import dev.jbpf.verifier.explain.Style;
import dev.jbpf.verifier.report.Finding;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.report.StateListener;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.Budget;
import dev.jbpf.verifier.subject.MapShape;
import dev.jbpf.verifier.subject.Subject;
import dev.jbpf.verifier.subject.Subjects;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks the verifier for the kernels that a program is for: the oldest, or where none is named the
 * newest, and one of old for what is a mistake on that one only.
 */
public final class ProgramCheck {
  private static final KernelVersion NEWEST = new KernelVersion(6, 18);

  /** From then on programs may jump back. */
  private static final KernelVersion LOOPS = new KernelVersion(5, 3);

  /**
   * Building is to be quick; what takes longer is left to {@code jbpf verify} and to kernels, as is
   * whether it takes them too long.
   */
  private static final Budget QUICK = new Budget(100_000, Duration.ofSeconds(2));

  /** What is nobody's mistake here. */
  private static final Set<Rule> LEFT =
      EnumSet.of(Rule.PROGRAM_TYPE, Rule.INVALID_MAP, Rule.TOO_COMPLEX, Rule.TOO_MANY_BRANCHES);

  /** A kernel before those that take what {@link #LENIENT} names. */
  private static final KernelVersion OLD = new KernelVersion(5, 15);

  /** What newer kernels came to take, and since when: programs for these may do it. */
  private static final Map<Rule, KernelVersion> LENIENT =
      Map.of(
          Rule.STACK_UNWRITTEN,
          new KernelVersion(6, 1),
          Rule.NULL_CHECK, // Of an array's constant index they know better.
          new KernelVersion(6, 14));

  private static final String KERNEL = "kernel-version";

  private final Program program;
  private final Target target;
  private final Map<String, MapDef<?, ?>> maps;
  private final Budget budget;
  private final FieldRules fields;
  private final Mistakes mistakes;
  private final Style style;

  private ProgramCheck(
      Program program,
      Purpose purpose,
      Map<String, MapDef<?, ?>> maps,
      FieldUses fields,
      Budget budget) {
    this.program = program;
    this.target = purpose.target();
    this.style = purpose.style();
    this.maps = maps;
    this.budget = budget;
    this.mistakes = new Mistakes(program);
    this.fields = new FieldRules(target, maps.values(), fields, mistakes);
  }

  /**
   * Checks {@code program}. What the verifier does not know is no mistake.
   *
   * @param maps definitions of maps that it names, by name; not necessarily of all
   * @param uses where it takes what a register points to for a structure
   * @throws LinkException with what is wrong
   */
  public static void check(
      Program program, Purpose purpose, Map<String, MapDef<?, ?>> maps, FieldUses uses) {
    check(program, purpose, maps, uses, QUICK);
  }

  /**
   * Checks {@code program} as {@link #check(Program, Purpose, Map, FieldUses)} does, with more
   * patience, or less.
   *
   * @param budget what the verdict of the kernel may take. With the million instructions that
   *     kernels have, what takes more of them is a mistake; with fewer it is left to kernels
   * @throws LinkException with what is wrong
   */
  public static void check(
      Program program,
      Purpose purpose,
      Map<String, MapDef<?, ?>> maps,
      FieldUses uses,
      Budget budget) {
    if (program.size() > 0) {
      ProgramCheck check = new ProgramCheck(program, purpose, maps, uses, budget);
      check.mapsAreKnown();
      check.goesOn();
      purpose.subject(program).ifPresent(check::verify);
      check.mistakes.finish();
    }
  }

  private void mapsAreKnown() {
    for (MapReference reference : program.maps()) {
      Optional.ofNullable(maps.get(reference.map()))
          .filter(map -> target.lacks(map.type().since()))
          .ifPresent(map -> tooOld(reference.slot().number(), map));
    }
  }

  /** The verifier of kernels without loops refuses each jump back. */
  private void goesOn() {
    for (int slot = 0; target.lacks(LOOPS) && slot < program.size(); slot++) {
      int at = slot;
      program
          .opAt(slot)
          .filter(op -> !op.namesFunction() && op.distance(program.word(at)) < 0)
          .ifPresent(op -> mistakes.add(at, KERNEL, jumpsBack(), repeats()));
    }
  }

  private String repeats() {
    return style == Style.BUILDER
        ? "repeat the body: unrolled(…)"
        : "repeat the body, or say that it is for newer kernels: " + style.since(LOOPS);
  }

  private String jumpsBack() {
    return String.format(
        Locale.ROOT,
        "a jump back needs Linux %s, the program is for %s and newer",
        LOOPS,
        target.kernel().orElseThrow());
  }

  private void tooOld(int slot, MapDef<?, ?> map) {
    mistakes.add(
        slot,
        KERNEL,
        String.format(
            Locale.ROOT,
            "a map of type %s needs Linux %s, the program is for %s and newer",
            map.type(),
            map.type().since(),
            target.kernel().orElseThrow()),
        "take an older type");
  }

  private void verify(Subject plain) {
    Subject subject = plain.withMaps(Subjects.maps(program, shapes()));
    KernelVersion version = target.kernel().orElse(NEWEST);
    refusal(version, subject, fields, budget).ifPresent(finding -> add(version, subject, finding));
    if (target.kernel().isEmpty() && mistakes.isEmpty()) {
      refusal(OLD, subject, (slot, known) -> {}, QUICK)
          .filter(finding -> LENIENT.containsKey(finding.rule()))
          .ifPresent(finding -> add(OLD, subject, finding));
    }
  }

  private Map<String, MapShape> shapes() {
    return Subjects.shapes(List.copyOf(maps.values()));
  }

  /**
   * A type that is not attached anywhere yet may need a place that it does not say, and a map may
   * be defined elsewhere.
   */
  private Optional<Finding> refusal(
      KernelVersion version, Subject subject, StateListener listener, Budget patience) {
    Verdict verdict = Verifier.of(version).within(patience).verify(subject, listener);
    return verdict instanceof Verdict.Rejected rejected
            && !isLeft(rejected.finding().rule(), patience)
        ? Optional.of(rejected.finding())
        : Optional.empty();
  }

  private static boolean isLeft(Rule rule, Budget patience) {
    boolean isKernels = patience.instructions() >= Budget.DEFAULT.instructions();
    return LEFT.contains(rule) && !(rule == Rule.TOO_COMPLEX && isKernels);
  }

  private void add(KernelVersion version, Subject subject, Finding finding) {
    Told told = new Told(version, subject, finding, style);
    mistakes.add(
        finding.slot(),
        version.equals(OLD) && target.kernel().isEmpty()
            ? told.with(lenient(LENIENT.get(finding.rule())))
            : told.diagnostic());
  }

  private String lenient(KernelVersion newer) {
    return String.format(
        Locale.ROOT,
        "kernels since Linux %s take it: %s says that the program is for those",
        newer,
        style.since(newer));
  }
}
