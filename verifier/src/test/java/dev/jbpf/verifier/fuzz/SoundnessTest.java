package dev.jbpf.verifier.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.Helper;
import dev.jbpf.verifier.Verifier;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.testing.Code;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.LoadedProgram;
import dev.jbpf.vm.fault.FaultKind;
import dev.jbpf.vm.fault.VmFault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the verifier accepts runs on the VM without a fault, whatever the packet, the maps and the
 * numbers are: one that faults is a fault of one of the two.
 */
class SoundnessTest {
  private static final Verifier VERIFIER = Verifier.of(new KernelVersion(6, 18));
  private static final int RUNS = 3;

  private final List<String> faults = new ArrayList<>();
  private int accepted;
  private int unsupported;

  @Test
  void threeHundredAcceptedProgramsRun() {
    run(1, 300);
  }

  @Test
  @Tag("long")
  void aHundredThousandAcceptedProgramsRun() {
    run(10_000_000, 100_000);
  }

  /** Runs programs that follow from {@code seed} until so many were accepted and ran. */
  private void run(long seed, int count) {
    for (long at = seed; accepted < count; at++) {
      Candidate made = Maker.make(at);
      note(made, at);
      note(Mutator.mutate(made, new Random(at)), at);
    }
    assertThat(faults).isEmpty();
    assertThat(unsupported).isLessThan(count / 4);
  }

  private void note(Candidate candidate, long seed) {
    if (!isAccepted(candidate)) {
      return;
    }
    Optional<VmFault> fault = fault(candidate, seed);
    if (fault.filter(known -> isUnsupported(known) || isEndless(candidate, known)).isPresent()) {
      unsupported++;
      return;
    }
    accepted++;
    fault.ifPresent(
        known -> {
          Shrinker shrinker =
              new Shrinker(
                  shorter ->
                      isAccepted(shorter)
                          && fault(shorter, seed)
                              .filter(f -> f.kind() == known.kind())
                              .isPresent());
          Candidate shortest = shrinker.shrink(candidate);
          faults.add(seed + ": " + shortest + "\n" + fault(shortest, seed).orElse(known));
        });
  }

  private static boolean isAccepted(Candidate candidate) {
    return VERIFIER.verify(candidate.subject(MapPool.SHAPES).withFunctionTypes(true))
        instanceof Verdict.Accepted;
  }

  /** The VM has not all helpers: nothing is said of programs that call the others. */
  private static boolean isUnsupported(VmFault fault) {
    return fault.kind() == FaultKind.UNKNOWN_HELPER || fault.kind() == FaultKind.UNSUPPORTED;
  }

  /** Kernels take loops that never end, if what they do in each round is bpf_loop. */
  private static boolean isEndless(Candidate candidate, VmFault fault) {
    return fault.kind() == FaultKind.BUDGET
        && Arrays.stream(candidate.slots())
            .anyMatch(word -> word == Code.call(Helper.LOOP.value()));
  }

  private static Optional<VmFault> fault(Candidate candidate, long seed) {
    try {
      VmWorld world = new VmWorld(seed % 16 == 0 ? Engine.JIT : Engine.INTERPRETER, seed);
      LoadedProgram program = world.load(candidate);
      for (int i = 0; i < RUNS; i++) {
        world.context(candidate).ifPresent(program::run);
      }
      return Optional.empty();
    } catch (VmFault fault) {
      return Optional.of(fault);
    }
  }
}
