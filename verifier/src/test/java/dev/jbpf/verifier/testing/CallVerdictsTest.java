package dev.jbpf.verifier.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.verifier.Verifier;
import dev.jbpf.verifier.facts.HelperPrototype;
import dev.jbpf.verifier.facts.KernelModel;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.Subject;
import dev.jbpf.verifier.testing.Places.Place;
import dev.jbpf.verifier.testing.RunningVerifier.Question;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each helper with each kind of value in each argument, from each type: the kernel's verdict. */
@KernelTest
class CallVerdictsTest {
  private static final KernelModel MODEL = KernelModel.of(AskedKernel.RUNNING);
  private static final Verifier VERIFIER = Verifier.of(AskedKernel.RUNNING);

  /** With contexts, packets and sockets of each kind. */
  private static final Set<ProgramType> SOME =
      Set.of(ProgramType.SCHED_CLS, ProgramType.XDP, ProgramType.CGROUP_SKB, ProgramType.SYSCALL);

  private static final double LEAST_AGREEMENT = 0.98;

  private final RunningVerifier kernel = new RunningVerifier();
  private final List<String> refused = new ArrayList<>();
  private final List<String> missed = new ArrayList<>();
  private int undecided;
  private int asked;

  @BeforeAll
  static void onlyThatKernel() {
    AskedKernel.require();
  }

  static List<Place> some() {
    return Places.all().stream().filter(place -> SOME.contains(place.type())).toList();
  }

  static List<Place> all() {
    return Places.all();
  }

  @ParameterizedTest
  @MethodSource("some")
  void verdictsOnCallsAreTheKernels(Place place) {
    compare(place);
  }

  @ParameterizedTest
  @MethodSource("all")
  @Tag("long")
  void verdictsOnCallsAreTheKernelsEverywhere(Place place) {
    compare(place);
  }

  private void compare(Place place) {
    try (ProbeMaps maps = new ProbeMaps()) {
      HelperCall calls = new HelperCall(MODEL, maps);
      for (Helper helper : Helper.values()) {
        Optional<HelperPrototype> known = MODEL.helper(place.type(), helper.value());
        if (known.isPresent() && helper != Helper.TAIL_CALL && helper != Helper.PROBE_WRITE_USER) {
          compare(place, maps, calls, known.orElseThrow());
        }
      }
    }
    String differences = String.join("\n", missed);
    assertThat(refused).isEmpty();
    assertThat(asked - missed.size() - undecided)
        .as("%d undecided, missed: %s", undecided, differences)
        .isGreaterThanOrEqualTo((int) (asked * LEAST_AGREEMENT));
  }

  private void compare(Place place, ProbeMaps maps, HelperCall calls, HelperPrototype helper) {
    calls.right(place, helper).ifPresent(code -> compare(place, maps, helper + " right", code));
    for (int i = 0; i < helper.arguments().size(); i++) {
      for (Sample sample : Sample.values()) {
        String what = helper.helper() + " argument " + (i + 1) + " " + sample;
        calls.with(place, helper, i, sample).ifPresent(code -> compare(place, maps, what, code));
      }
    }
  }

  private void compare(Place place, ProbeMaps maps, String what, long[] code) {
    Question question = place.ask(code);
    boolean isTaken = kernel.ask(question).isAccepted();
    ByteBuffer bytes = ByteBuffer.allocate(code.length * Long.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().put(code);
    Subject subject =
        Subject.of(Program.decode(bytes.array(), ByteOrder.LITTLE_ENDIAN), place.type())
            .at(place.attachType())
            .withFlags(question.flags())
            .withMaps(Map.copyOf(maps.shapes(code)));
    Verdict verdict = VERIFIER.verify(subject);
    asked++;
    if (verdict instanceof Verdict.Undecided) {
      undecided++;
    } else if (verdict instanceof Verdict.Accepted != isTaken) {
      String said = kernel.ask(question, 1).toString();
      String report = place + " " + what + ": ours " + verdict + ", kernel " + said;
      (isTaken ? refused : missed).add(report);
    }
  }
}
