package dev.jbpf.verifier.fuzz;

import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.ObjectProgram;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.object.OpenMap;
import dev.jbpf.runtime.object.OpenObject;
import dev.jbpf.text.Dialect;
import dev.jbpf.text.Disassembler;
import dev.jbpf.verifier.Verifier;
import dev.jbpf.verifier.fuzz.Differ.Outcome;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.KernelBtf;
import dev.jbpf.verifier.testing.AskedKernel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/** Compares verdicts on the programs of objects, and on mutants of these. */
final class ObjectMutants {
  private static final int WIDE_LOAD = 0x18;
  private static final KernelBtf TYPES = KernelBtf.ofRunningKernel();
  private static final Verifier OURS = Verifier.of(AskedKernel.RUNNING).with(TYPES);

  private final Random random;
  private final int times;
  private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
  private final List<String> differences = new ArrayList<>();
  private final Map<String, Integer> reasons = new TreeMap<>();

  /** Makes {@code times} mutants of each program. */
  ObjectMutants(long seed, int times) {
    this.random = new Random(seed);
    this.times = times;
  }

  /** {@return how many verdicts went together so} */
  int count(Outcome outcome) {
    return counts.getOrDefault(outcome, 0);
  }

  /** {@return what was found, shortened} */
  List<String> differences() {
    return differences;
  }

  /** {@return how many verdicts went together in which way, and why some did not} */
  @Override
  public String toString() {
    return counts + " " + reasons;
  }

  /** Compares mutants of each program of {@code object} that the kernel takes. */
  void compare(String name, byte[] object) {
    for (ObjectProgram program : BpfObjectFile.read(object).programs()) {
      OpenObject open = BpfObject.open(name, object).only(program.name());
      open.maps().forEach(OpenMap::unpinned);
      Kernel kernel = new Kernel(once(load -> compare(name + " " + program.name(), load)));
      try {
        open.load(kernel).close();
      } catch (SyscallException | BpfObjectException e) {
        continue; // It is there to be refused, or is for another kernel.
      }
    }
  }

  /** A loader asks again where it wants a log: that is no other program. */
  private static SeenLoads once(Consumer<LoadedProgram> user) {
    Set<String> seen = new HashSet<>();
    return new SeenLoads(
        TYPES,
        load -> {
          if (seen.add(load.toString())) {
            user.accept(load);
          }
        });
  }

  private void compare(String name, LoadedProgram program) {
    long[] code = program.code();
    IntPredicate isFixed = slot -> isFixed(code, slot);
    note(name, program, code);
    for (int i = 0; i < times && program.isTaken(code); i++) {
      long[] mutant = code;
      for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
        mutant = Rewriter.rewrite(mutant, isFixed, random);
      }
      note(name, program, mutant);
    }
  }

  private void note(String name, LoadedProgram program, long... code) {
    Outcome outcome = outcome(program, code);
    counts.merge(outcome, 1, Integer::sum);
    if (outcome == Outcome.UNDECIDED
        && verify(program, code) instanceof Verdict.Undecided undecided) {
      reasons.merge(undecided.reason(), 1, Integer::sum);
    }
    if (outcome == Outcome.FALSE_REFUSAL || outcome == Outcome.MISSED) {
      differences.add(outcome + " " + name + explain(program, shrink(program, code, outcome)));
    }
  }

  /** Wide loads stay: what they load is known by their slots. */
  private static boolean isFixed(long[] code, int slot) {
    return (code[slot] & 0xff) == WIDE_LOAD || slot > 0 && (code[slot - 1] & 0xff) == WIDE_LOAD;
  }

  private static Outcome outcome(LoadedProgram program, long[] code) {
    Verdict verdict = verify(program, code);
    boolean isTaken = program.isTaken(code);
    if (verdict instanceof Verdict.Undecided) {
      return Outcome.UNDECIDED;
    }
    return verdict instanceof Verdict.Accepted
        ? isTaken ? Outcome.BOTH_ACCEPT : Outcome.MISSED
        : isTaken ? Outcome.FALSE_REFUSAL : Outcome.BOTH_REJECT;
  }

  private static Verdict verify(LoadedProgram program, long... code) {
    try {
      return OURS.verify(program.with(code));
    } catch (RuntimeException e) {
      throw new AssertionError(
          Disassembler.lines(program.with(code).program(), Dialect.LLVM).toString(), e);
    }
  }

  /** Leaves out what is not needed: first what was changed, then what was there. */
  private static long[] shrink(LoadedProgram program, long[] mutant, Outcome wanted) {
    long[] best = mutant;
    long[] code = program.code();
    for (int at = code.length - 1; at >= 0; at--) {
      best = better(program, best, at, code[at], wanted);
    }
    for (int at = code.length - 1; at >= 0; at--) {
      if (!isFixed(code, at)) {
        best = better(program, best, at, Rewriter.NOTHING, wanted);
      }
    }
    return best;
  }

  private static long[] better(
      LoadedProgram program, long[] best, int at, long word, Outcome wanted) {
    if (best[at] == word) {
      return best;
    }
    long[] tried = best.clone();
    tried[at] = word;
    return outcome(program, tried) == wanted ? tried : best;
  }

  private static String explain(LoadedProgram program, long... mutant) {
    StringBuilder text = new StringBuilder();
    String[] lines = Disassembler.bySlot(program.with(mutant).program(), Dialect.LLVM);
    long[] code = program.code();
    for (int slot = 0; slot < mutant.length; slot++) {
      if (mutant[slot] != Rewriter.NOTHING && !lines[slot].isEmpty()) {
        text.append(mutant[slot] == code[slot] ? "\n    " : "\n  * ");
        text.append(slot).append(": ").append(lines[slot]);
      }
    }
    return text
        + "\n  ours: "
        + OURS.verify(program.with(mutant))
        + "\n  kernel: "
        + program.words(mutant);
  }
}
