package dev.jbpf.verifier.testing;

import static dev.jbpf.verifier.testing.Code.all;
import static dev.jbpf.verifier.testing.Code.call;
import static dev.jbpf.verifier.testing.Code.exit;
import static dev.jbpf.verifier.testing.Code.load;
import static dev.jbpf.verifier.testing.Code.move;
import static dev.jbpf.verifier.testing.Code.set;
import static dev.jbpf.verifier.testing.Code.slot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.verifier.facts.ContextField;
import dev.jbpf.verifier.facts.ContextLayout;
import dev.jbpf.verifier.facts.Effect;
import dev.jbpf.verifier.facts.HelperPrototype;
import dev.jbpf.verifier.facts.KernelModel;
import dev.jbpf.verifier.facts.ProgramRules;
import dev.jbpf.verifier.testing.Places.Place;
import dev.jbpf.verifier.testing.RunningVerifier.Answer;
import dev.jbpf.verifier.testing.RunningVerifier.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of contexts, program types and helpers say what the running kernel says. */
@KernelTest
class KernelFactsTest {
  private static final KernelModel MODEL = KernelModel.of(AskedKernel.RUNNING);
  private static final int LAST_ATTACH_TYPE = 60;
  private static final int LONGEST_CONTEXT = 260;
  private static final int SLEEPABLE = 1 << 4;
  private static final int GET_PRANDOM_U32 = 7;
  private static final Pattern RANGE =
      Pattern.compile("should have been in \\[(-?\\d+), (-?\\d+)\\]");

  /** What kernels before 6.8 say instead: the bits that must be, and those that may. */
  private static final Pattern BITS =
      Pattern.compile("should have been in \\(0x([0-9a-f]+); 0x([0-9a-f]+)\\)");
  private static final int HEXADECIMAL = 16;

  /** Built into no kernel that we ask, or locked down; open by the documentation. */
  private static final Set<ProgramType> NOT_ASKED =
      Set.of(
          ProgramType.UNSPEC,
          ProgramType.LIRC_MODE2,
          ProgramType.TRACING,
          ProgramType.STRUCT_OPS,
          ProgramType.EXT,
          ProgramType.LSM);

  private static final Set<Helper> LOCKED_DOWN =
      Set.of(Helper.UNSPEC, Helper.PROBE_WRITE_USER, Helper.OVERRIDE_RETURN);

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
  void contextsAreLoadedAndStoredAsTheTableSays(Place place) {
    assumeIsThere(place);
    ContextLayout layout = rules(place).context().orElseThrow();
    int size = Math.min(LONGEST_CONTEXT, layout.size() + 16);
    assertThat(new LayoutProbe(kernel, place.ask()).rows(size)).isEqualTo(rows(layout, size));
  }

  @Test
  void viewsOfSocketsAreLoadedAsTheTableSays() {
    Question common =
        Question.of(
            ProgramType.CGROUP_SKB.value(),
            0,
            load(8, 1, 1, 168),
            slot(0x55, 1, 0, 2, 0),
            set(0, 1),
            exit());
    assertLayout(common, MODEL.sockCommon(), 100);
    assertLayout(after(common, Helper.SK_FULLSOCK), MODEL.socket(), 100);
    assertLayout(after(common, Helper.TCP_SOCK), MODEL.tcpSock(), 140);
    Question keys = Question.of(ProgramType.FLOW_DISSECTOR.value(), 0, load(8, 1, 1, 144));
    assertLayout(keys, MODEL.flowKeys(), 80);
  }

  private static Question after(Question before, Helper helper) {
    return before.withCode(
        all(
            before.code(),
            new long[] {
              call(helper.value()), slot(0x55, 0, 0, 2, 0), set(0, 1), exit(), move(1, 0)
            }));
  }

  private void assertLayout(Question pointer, ContextLayout layout, int size) {
    assertThat(new LayoutProbe(kernel, pointer).rows(size)).isEqualTo(rows(layout, size));
  }

  private static List<String> rows(ContextLayout layout, int size) {
    return new FieldRows(size, new Tabled(layout)).lines();
  }

  /** A layout as {@link FieldRows} wants it. */
  private record Tabled(ContextLayout layout) implements FieldRows.Accesses {
    @Override
    public int loads(int offset) {
      int sizes = 0;
      for (int size = 1; size <= 8; size *= 2) {
        sizes |= layout.load(offset, size).isPresent() ? size : 0;
      }
      return sizes;
    }

    @Override
    public int stores(int offset) {
      int sizes = 0;
      for (int size = 1; size <= 8; size *= 2) {
        sizes |= layout.canStore(offset, size) ? size : 0;
      }
      return sizes;
    }

    @Override
    public String value(int offset) {
      int largest = Integer.highestOneBit(loads(offset));
      Optional<ContextField> field = largest == 0 ? Optional.empty() : layout.load(offset, largest);
      return field
          .map(known -> known.value() + (known.type().isEmpty() ? "" : ":" + known.type()))
          .filter(word -> !word.equals("number"))
          .orElse("");
    }
  }

  @ParameterizedTest
  @EnumSource(ProgramType.class)
  void typesAreLoadedWhereTheTableSaysAndReturnWhatItSays(ProgramType type) {
    Assumptions.assumeFalse(NOT_ASKED.contains(type), "not asked");
    List<String> wrong = new ArrayList<>();
    for (int attach = 0; attach <= LAST_ATTACH_TYPE; attach++) {
      Place place = new Place(type, attach);
      String said = isLoaded(place) ? returns(place) : "refused";
      String known = MODEL.program(type, attach).map(KernelFactsTest::returns).orElse("refused");
      if (!said.equals(known)) {
        wrong.add(attach + ": kernel " + said + ", table " + known);
      }
    }
    assertThat(wrong).isEmpty();
  }

  private boolean isLoaded(Place place) {
    return kernel.ask(place.ask(set(0, 1), exit())).isAccepted();
  }

  private String returns(Place place) {
    String log = kernel.ask(place.ask(call(GET_PRANDOM_U32), exit()), 1).log();
    Matcher range = RANGE.matcher(log);
    Matcher bits = BITS.matcher(log);
    if (range.find()) {
      return range.group(1) + ".." + range.group(2);
    }
    return bits.find() ? returns(number(bits, 1), number(bits, 2)) : "*";
  }

  private static String returns(long least, long more) {
    return least + ".." + (least | more);
  }

  private static long number(Matcher bits, int group) {
    return Long.parseUnsignedLong(bits.group(group), HEXADECIMAL);
  }

  private static String returns(ProgramRules rules) {
    return rules.returns().map(range -> range.min() + ".." + range.max()).orElse("*");
  }

  @ParameterizedTest
  @MethodSource("places")
  void flagsOfTypesAreThoseOfTheTable(Place place) {
    assumeIsThere(place);
    ProgramRules rules = rules(place);
    Question question = Question.of(place.type().value(), place.attachType(), set(0, 1), exit());
    assertThat(kernel.ask(question.withFlags(SLEEPABLE)).isAccepted())
        .as("may sleep")
        .isEqualTo(rules.maySleep());
    assertThat(kernel.ask(question).isAccepted()).as("may wake").isEqualTo(!rules.mustSleep());
    assertThat(isTaken(place, move(6, 1), slot(0x30, 0, 0, 0, 0)))
        .as("ld_abs")
        .isEqualTo(rules.loadsLegacy());
  }

  private boolean isTaken(Place place, long... code) {
    return kernel.ask(place.ask(all(code, new long[] {set(0, 1), exit()}))).isAccepted();
  }

  @ParameterizedTest
  @MethodSource("places")
  void packetsAreReadAndWrittenByThoseThatTheTableSays(Place place) {
    assumeIsThere(place);
    ProgramRules rules = rules(place);
    Optional<long[]> packet = Samples.packet(rules.context().orElseThrow(), 1);
    Assumptions.assumeTrue(packet.isPresent(), "has no packet");
    long[] found = all(new long[] {move(6, 1)}, packet.orElseThrow());
    assertThat(isTaken(place, all(found, new long[] {load(1, 5, 7, 0)})))
        .as("read")
        .isEqualTo(rules.readsPacket());
    assertThat(isTaken(place, all(found, new long[] {Code.storeValue(1, 7, 0, 0)})))
        .as("write")
        .isEqualTo(rules.writesPacket());
  }

  @ParameterizedTest
  @MethodSource("places")
  void helpersAreOpenAndUnderTheGplAsTheTableSays(Place place) {
    assumeIsThere(place);
    List<String> wrong = new ArrayList<>();
    for (Helper helper : Helper.values()) {
      if (LOCKED_DOWN.contains(helper)) {
        continue;
      }
      Optional<HelperPrototype> there = MODEL.helper(place.type(), helper.value());
      if (there.isEmpty()) {
        continue; // It came later.
      }
      HelperPrototype known = there.get();
      Question question = place.ask(call(helper.value()), set(0, 1), exit());
      boolean isOpen = !isClosed(kernel.ask(question, 1));
      if (isOpen != MODEL.admits(place.type(), place.attachType(), known)) {
        wrong.add(helper + (isOpen ? " is open" : " is closed"));
      } else if (isOpen) {
        Answer unfree = kernel.ask(question.withLicense("Proprietary"), 1);
        if (unfree.log().contains("GPL-restricted") != known.has(Effect.GPL_ONLY)) {
          wrong.add(helper + " differs in its license");
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean isClosed(Answer answer) {
    return answer.log().contains("program of this type cannot use helper")
        || answer.log().contains("not supported for program type")
        || answer.log().contains("unknown func");
  }

  /** That it is not where the table has none is seen where types are loaded. */
  private static void assumeIsThere(Place place) {
    Assumptions.assumeTrue(
        MODEL.program(place.type(), place.attachType()).isPresent(), "came later");
  }

  private static ProgramRules rules(Place place) {
    return MODEL.program(place.type(), place.attachType()).orElseThrow();
  }
}
