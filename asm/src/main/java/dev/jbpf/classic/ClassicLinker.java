package dev.jbpf.classic;

import dev.jbpf.classic.ClassicStatement.Place;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.diag.Origin;
import dev.jbpf.diag.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives statements their numbers, and jumps their distances. One program each.
 *
 * <p>A comparison reaches 255 instructions. Where that is not enough, it goes to a {@code jmp}
 * right behind it that reaches everything: the program does the same, and a note says so.
 */
final class ClassicLinker {
  private final List<ClassicStatement> statements;
  private final ClassicLabels labels;
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  /** The two places of a comparison, as numbers of statements. */
  private final int[] yes;

  private final int[] no;
  private final boolean[] yesIsFar;
  private final boolean[] noIsFar;

  /** The number of each statement's instruction, and of the end. */
  private final int[] numbers;

  private final List<ClassicInsn> insns = new ArrayList<>();
  private final List<Origin> origins = new ArrayList<>();

  ClassicLinker(List<ClassicStatement> statements, ClassicLabels labels) {
    this.statements = statements;
    this.labels = labels;
    int size = statements.size();
    yes = new int[size];
    no = new int[size];
    yesIsFar = new boolean[size];
    noIsFar = new boolean[size];
    numbers = new int[size + 1];
  }

  /** {@return the program, if there are no errors} */
  Optional<ClassicProgram> link() {
    for (int i = 0; i < statements.size(); i++) {
      resolve(i);
    }
    checkSize(statements.size());
    if (!diagnostics.isEmpty()) {
      return Optional.empty();
    }
    do {
      number();
    } while (stretch());
    checkSize(numbers[statements.size()]);
    for (int i = 0; i < statements.size(); i++) {
      emit(i);
    }
    return Optional.of(ClassicProgram.of(insns, origins));
  }

  private void checkSize(int size) {
    if (size > ClassicProgram.MAX_SIZE) {
      int beyond = Math.min(statements.size() - 1, ClassicProgram.MAX_SIZE);
      diagnostics.add(
          Diagnostic.error(
              DiagnosticCode.PROGRAM_SIZE,
              size + " instructions, a classic program has at most " + ClassicProgram.MAX_SIZE,
              statements.get(beyond).origin(),
              1));
    }
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  private void resolve(int index) {
    yes[index] = index + 1;
    no[index] = index + 1;
    ClassicStatement statement = statements.get(index);
    if (statement instanceof ClassicStatement.Jump jump) {
      yes[index] = resolve(jump.target(), index);
    } else if (statement instanceof ClassicStatement.Comparison comparison) {
      comparison.yes().ifPresent(place -> yes[index] = resolve(place, index));
      comparison.no().ifPresent(place -> no[index] = resolve(place, index));
    }
  }

  private int resolve(Place place, int from) {
    Optional<Integer> target = labels.find(place.label());
    if (target.isEmpty()) {
      diagnostics.add(labels.undefined(place));
    } else if (target.get() <= from) {
      error(
          DiagnosticCode.JUMP_BACKWARD,
          "'" + place.label() + "' is not ahead: a classic jump goes forward only",
          place,
          "there are no loops in classic programs: repeat the instructions");
    } else if (target.get() >= statements.size()) {
      String message = "no instruction follows '" + place.label() + "'";
      error(DiagnosticCode.JUMP_RANGE, message, place, "end the program with a `ret` there");
    }
    return target.orElse(from + 1);
  }

  private void error(DiagnosticCode code, String message, Place place, String note) {
    diagnostics.add(
        new Diagnostic(
            Severity.ERROR, code, message, place.origin(), place.length(), List.of(note)));
  }

  private void number() {
    int number = 0;
    for (int i = 0; i < statements.size(); i++) {
      numbers[i] = number;
      number += 1 + jumpsBehind(i);
    }
    numbers[statements.size()] = number;
  }

  private int jumpsBehind(int index) {
    return (yesIsFar[index] ? 1 : 0) + (noIsFar[index] ? 1 : 0);
  }

  /** Marks what is out of reach; {@return whether that changed anything} */
  private boolean stretch() {
    boolean changed = false;
    for (int i = 0; i < statements.size(); i++) {
      if (statements.get(i) instanceof ClassicStatement.Comparison) {
        changed |= stretch(yesIsFar, yes, i) | stretch(noIsFar, no, i);
      }
    }
    return changed;
  }

  private boolean stretch(boolean[] isFar, int[] targets, int index) {
    if (isFar[index] || skip(targets[index], index) <= ClassicInsn.MAX_SKIP) {
      return false;
    }
    isFar[index] = true;
    return true;
  }

  /** How many instructions are between the comparison, or jump, and its target. */
  private int skip(int target, int index) {
    return numbers[target] - numbers[index] - 1;
  }

  private void emit(int index) {
    ClassicStatement statement = statements.get(index);
    if (statement instanceof ClassicStatement.Plain plain) {
      add(plain.insn(), statement);
    } else if (statement instanceof ClassicStatement.Jump) {
      add(ClassicInsn.of(ClassicOp.JA, skip(yes[index], index)), statement);
    } else if (statement instanceof ClassicStatement.Comparison comparison) {
      emit(comparison, index);
    }
  }

  private void emit(ClassicStatement.Comparison comparison, int index) {
    int jt = yesIsFar[index] ? 0 : skip(yes[index], index);
    int jf = noIsFar[index] ? jumpsBehind(index) - 1 : skip(no[index], index);
    add(new ClassicInsn(comparison.op().code(), jt, jf, comparison.k()), comparison);
    if (yesIsFar[index]) {
      addJump(yes[index], comparison.yes(), comparison);
    }
    if (noIsFar[index]) {
      addJump(no[index], comparison.no(), comparison);
    }
  }

  private void addJump(int target, Optional<Place> place, ClassicStatement statement) {
    int skip = numbers[target] - insns.size() - 1;
    place.ifPresent(to -> diagnostics.add(stretched(to, skip)));
    add(ClassicInsn.of(ClassicOp.JA, skip), statement);
  }

  private static Diagnostic stretched(Place place, int skip) {
    return new Diagnostic(
        Severity.NOTE,
        DiagnosticCode.JUMP_STRETCHED,
        "'"
            + place.label()
            + "' is "
            + (skip + 1)
            + " instructions ahead, a comparison reaches "
            + ClassicInsn.MAX_SKIP
            + ": a jmp was added behind it",
        place.origin(),
        place.length(),
        List.of());
  }

  private void add(ClassicInsn insn, ClassicStatement statement) {
    insns.add(insn);
    origins.add(statement.origin());
  }
}
