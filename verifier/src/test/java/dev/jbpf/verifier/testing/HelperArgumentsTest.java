package dev.jbpf.verifier.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.verifier.facts.Argument;
import dev.jbpf.verifier.facts.ArgumentAccess;
import dev.jbpf.verifier.facts.ArgumentKind;
import dev.jbpf.verifier.facts.Effect;
import dev.jbpf.verifier.facts.HelperPrototype;
import dev.jbpf.verifier.facts.KernelModel;
import dev.jbpf.verifier.facts.ProgramRules.PacketArguments;
import dev.jbpf.verifier.testing.Places.Place;
import dev.jbpf.verifier.testing.RunningVerifier.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The running kernel takes as arguments of helpers what their prototypes say, and nothing else. */
@KernelTest
class HelperArgumentsTest {
  private static final KernelVersion NEWEST = new KernelVersion(6, 18);
  private static final KernelModel MODEL = KernelModel.of(AskedKernel.RUNNING);

  /** What the kernel says before it looks at arguments, which other tests compare. */
  private static final Set<Helper> NOT_ASKED =
      Set.of(
          Helper.UNSPEC,
          Helper.PROBE_WRITE_USER,
          Helper.OVERRIDE_RETURN,
          Helper.COPY_FROM_USER,
          Helper.COPY_FROM_USER_TASK,
          Helper.TAIL_CALL);

  private final RunningVerifier kernel = new RunningVerifier();

  @BeforeAll
  static void onlyThatKernel() {
    AskedKernel.require();
  }

  static List<Place> places() {
    return Places.all();
  }

  @ParameterizedTest
  @MethodSource("places")
  void eachKindOfValueIsTakenWhereThePrototypeSays(Place place) {
    List<String> wrong = new ArrayList<>();
    try (ProbeMaps maps = new ProbeMaps()) {
      HelperCall calls = new HelperCall(MODEL, maps);
      for (Helper helper : Helper.values()) {
        Optional<HelperPrototype> known = MODEL.helper(place.type(), helper.value());
        if (!NOT_ASKED.contains(helper)
            && known
                .filter(open -> MODEL.admits(place.type(), place.attachType(), open))
                .isPresent()) {
          compare(place, calls, known.orElseThrow(), wrong);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private void compare(Place place, HelperCall calls, HelperPrototype helper, List<String> wrong) {
    Optional<long[]> right = calls.right(place, helper);
    if (right.isEmpty() || isAsleep(place, helper)) {
      return;
    }
    Answer answer = kernel.ask(place.ask(right.orElseThrow()), 1);
    if (!answer.isAccepted()) {
      wrong.add(helper.helper() + " as it should be: " + answer.log());
      return;
    }
    for (int i = 0; i < helper.arguments().size(); i++) {
      for (Sample sample : Sample.values()) {
        compare(place, calls, helper, i, sample, wrong);
      }
    }
  }

  /** Maps of events and stacks are not for programs that may sleep. */
  private static boolean isAsleep(Place place, HelperPrototype helper) {
    return place.type() == ProgramType.SYSCALL
        && helper.arguments().stream().anyMatch(argument -> argument.kind() == ArgumentKind.MAP);
  }

  private void compare(
      Place place,
      HelperCall calls,
      HelperPrototype helper,
      int index,
      Sample sample,
      List<String> wrong) {
    Optional<Boolean> wanted = isTaken(place, helper, index, sample);
    Optional<long[]> code = calls.with(place, helper, index, sample);
    if (wanted.isPresent() && code.isPresent()) {
      Answer answer = kernel.ask(place.ask(code.orElseThrow()), 1);
      if (answer.isAccepted() != wanted.orElseThrow()) {
        wrong.add(
            String.join(
                " ",
                helper.helper().toString(),
                "argument",
                String.valueOf(index + 1),
                helper.arguments().get(index).toString(),
                sample.toString(),
                answer.log()));
      }
    }
  }

  /** {@return whether the prototype says that it will do; empty if it depends on more} */
  private static Optional<Boolean> isTaken(
      Place place, HelperPrototype helper, int index, Sample sample) {
    Argument argument = helper.arguments().get(index);
    if (sample == Sample.ZERO && argument.isNullable()) {
      return argument.isSizedByNext() ? Optional.empty() : Optional.of(true);
    }
    Sample value = sample == Sample.VALUE_OR_NULL && argument.isNullable() ? Sample.VALUE : sample;
    return switch (argument.kind()) {
      case ANYTHING -> Optional.of(value != Sample.UNWRITTEN);
      case ZERO -> Optional.of(value == Sample.ZERO);
      case CONTEXT -> Optional.of(value == Sample.CONTEXT);
      case SIZE -> Optional.of(value == Sample.NUMBER);
      case SIZE_OR_ZERO, ALLOC_SIZE -> Optional.of(value == Sample.NUMBER || value == Sample.ZERO);
      case MAP_KEY, MAP_VALUE, MEMORY -> isMemory(place, helper, argument, value);
      case SOCK_COMMON, SOCK_COMMON_TYPED -> Optional.of(value == Sample.SOCK_COMMON);
      case TYPED -> Optional.of(value == Sample.TASK);
      case MAP, STACK -> Optional.empty();
      case RECORD, SPIN_LOCK, TIMER, KPTR, KPTR_OBJECT, DYNPTR, FUNCTION, STRING, PER_CPU ->
          Optional.empty();
    };
  }

  private static Optional<Boolean> isMemory(
      Place place, HelperPrototype helper, Argument argument, Sample value) {
    boolean isRead = argument.access() == ArgumentAccess.READ;
    return switch (value) {
      case STACK, RAW_STACK, VALUE -> Optional.of(true);
      case READ_ONLY -> Optional.of(isRead);
      case PACKET -> argument.size() == 8 ? Optional.empty() : takesPacket(place, helper);
      case TASK ->
          // Older kernels differ from helper to helper.
          argument.size() > 0 || !AskedKernel.RUNNING.equals(NEWEST)
              ? Optional.empty()
              : Optional.of(isRead && argument.kind() == ArgumentKind.MEMORY);
      default -> Optional.of(false);
    };
  }

  private static Optional<Boolean> takesPacket(Place place, HelperPrototype helper) {
    PacketArguments packets =
        MODEL.program(place.type(), place.attachType()).orElseThrow().packetArguments();
    return Optional.of(
        switch (packets) {
          case NONE -> false;
          case SOME -> helper.has(Effect.TAKES_PACKET);
          case ANY -> true;
        });
  }
}
