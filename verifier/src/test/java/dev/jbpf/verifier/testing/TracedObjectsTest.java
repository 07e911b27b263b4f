package dev.jbpf.verifier.testing;

import static dev.jbpf.verifier.testing.Code.exit;
import static dev.jbpf.verifier.testing.Code.load;
import static dev.jbpf.verifier.testing.Code.set;
import static dev.jbpf.verifier.testing.Code.slot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.btf.BtfType;
import dev.jbpf.code.Program;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.verifier.Verifier;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.KernelBtf;
import dev.jbpf.verifier.subject.Subject;
import dev.jbpf.verifier.testing.RunningVerifier.Question;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What tracepoints and iterators hand over, and what is behind it, gets the kernel's verdict. */
@KernelTest
class TracedObjectsTest {
  /** Those that are compared: this one, and that of the bed, where functions can be traced. */
  private static final Set<KernelVersion> KNOWN =
      Set.of(new KernelVersion(6, 18), new KernelVersion(6, 1));

  private static final KernelVersion ASKED = KernelVersion.parse(System.getProperty("os.version"));

  /** Of each test: each is known of the newest. */
  private static final int MOST_MISSED = ASKED.equals(new KernelVersion(6, 18)) ? 0 : 5;

  private static final int SLEEPABLE = 1 << 4;
  private static final int[] SIZES = {8, 8, 8, 4, 4, 2, 1};

  /** One in so many tracepoints is asked about. */
  private static final int SOME = Integer.getInteger("jbpf.tracepoints", 8);

  private static final int WALKS = Integer.getInteger("jbpf.walks", 1_000);

  private final RunningVerifier kernel = new RunningVerifier();
  private final KernelBtf types = KernelBtf.ofRunningKernel();
  private final Btf btf = types.types().orElseThrow();
  private final List<String> refused = new ArrayList<>();
  private final List<String> missed = new ArrayList<>();
  private int accepted;

  /** A place to verify against: the name in the kernel's types, and the type's id. */
  private record Place(String name, int id, AttachType attach) {}

  @BeforeAll
  static void onlyThatKernel() {
    Assumptions.assumeTrue(KNOWN.contains(ASKED), "verdicts are compared with those of " + KNOWN);
  }

  private List<Place> places(BtfKind kind, String prefix, AttachType attach) {
    return IntStream.range(1, btf.size())
        .filter(id -> btf.kind(id).filter(kind::equals).isPresent())
        .filter(id -> btf.name(id).startsWith(prefix))
        .mapToObj(id -> new Place(btf.name(id), id, attach))
        .toList();
  }

  private List<Place> tracepoints() {
    return places(BtfKind.TYPEDEF, "btf_trace_", AttachType.TRACE_RAW_TP);
  }

  /** Of the functions that are called so, the kernel says itself which are of iterators. */
  private List<Place> iterators() {
    return places(BtfKind.FUNC, "bpf_iter_", AttachType.TRACE_ITER).stream()
        .filter(place -> ask(place, 0, set(0, 0), exit()))
        .toList();
  }

  private static ProgramType type(Place place) {
    return place.attach() == AttachType.LSM_MAC ? ProgramType.LSM : ProgramType.TRACING;
  }

  private boolean ask(Place place, int flags, long... code) {
    return kernel
        .ask(
            Question.of(type(place).value(), place.attach().value(), code)
                .withTarget(place.id())
                .withFlags(flags))
        .isAccepted();
  }

  private static Program program(long... code) {
    ByteBuffer bytes = ByteBuffer.allocate(code.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(code);
    return Program.decode(bytes.array(), ByteOrder.LITTLE_ENDIAN);
  }

  private void compare(Place place, int flags, long... code) {
    Subject subject =
        Subject.of(program(code), type(place))
            .at(place.attach().value())
            .withFlags(flags)
            .against(place.name());
    Verdict verdict = Verifier.of(ASKED).with(types).verify(subject);
    boolean isTaken = ask(place, flags, code);
    accepted += isTaken ? 1 : 0;
    if (verdict instanceof Verdict.Accepted != isTaken) {
      (isTaken ? refused : missed).add(place.name() + ": " + verdict + "\n" + subject.program());
    }
  }

  @Test
  void argumentsAreWhatTheKernelHandsOver() {
    List<Place> tracepoints = tracepoints();
    List<Place> all = new ArrayList<>(iterators());
    for (int i = 0; i < tracepoints.size(); i += SOME) {
      all.add(tracepoints.get(i));
    }
    for (Place place : all) {
      for (int argument = 0; argument < arguments(place) + 1; argument++) {
        compare(place, 0, load(8, 2, 1, 8 * argument), load(1, 3, 2, 0), set(0, 0), exit());
        compare(place, 0, load(4, 2, 1, 8 * argument), set(0, 0), exit());
      }
    }
    assertThat(refused).isEmpty();
    assertThat(missed).hasSizeLessThanOrEqualTo(MOST_MISSED);
    assertThat(accepted).isGreaterThan(all.size());
  }

  private int arguments(Place place) {
    BtfType type = btf.type(btf.resolve(place.id()));
    BtfType prototype =
        type instanceof BtfType.Func function
            ? btf.type(function.prototype())
            : btf.type(((BtfType.Ptr) type).target());
    return ((BtfType.FuncProto) prototype).params().size();
  }

  /** Ways of several loads, from argument to object to object. */
  @Test
  void whatIsBehindThemIsWhatTheKernelSees() {
    List<Place> all = new ArrayList<>(tracepoints());
    all.addAll(iterators());
    Random random = new Random(4);
    for (int i = 0; i < WALKS; i++) {
      Place place = all.get(random.nextInt(all.size()));
      boolean sleeps = place.attach() == AttachType.TRACE_ITER && random.nextBoolean();
      compare(place, sleeps ? SLEEPABLE : 0, walk(random, arguments(place)));
    }
    assertThat(refused).isEmpty();
    assertThat(missed).hasSizeLessThanOrEqualTo(MOST_MISSED);
    assertThat(accepted).isBetween(WALKS / 20, WALKS * 19 / 20);
  }

  /** Where functions are traced, which not each kernel can. */
  @Test
  void functionsAndHooksHandOverWhatTheKernelSees() {
    Random random = new Random(5);
    List<Place> all = new ArrayList<>(places(BtfKind.FUNC, "bpf_lsm_", AttachType.LSM_MAC));
    all.addAll(places(BtfKind.FUNC, "vfs_", AttachType.TRACE_FENTRY));
    all.addAll(places(BtfKind.FUNC, "tcp_", AttachType.TRACE_FENTRY));
    all.addAll(places(BtfKind.FUNC, "vfs_", AttachType.TRACE_FEXIT));
    all.addAll(places(BtfKind.FUNC, "do_", AttachType.TRACE_FEXIT));
    List<Place> open = all.stream().filter(place -> ask(place, 0, set(0, 0), exit())).toList();
    Assumptions.assumeFalse(open.isEmpty(), "no function can be traced here");
    for (int i = 0; i < WALKS / 2; i++) {
      Place place = open.get(random.nextInt(open.size()));
      compare(place, 0, walk(random, arguments(place) + 1));
    }
    assertThat(refused).isEmpty();
    assertThat(missed).hasSizeLessThanOrEqualTo(MOST_MISSED);
    assertThat(accepted).isGreaterThan(WALKS / 50);
  }

  private static long[] walk(Random random, int arguments) {
    List<Long> code = new ArrayList<>();
    code.add(load(8, 2, 1, 8 * random.nextInt(Math.max(1, arguments))));
    int loads = 1 + random.nextInt(3);
    for (int i = 0; i < loads; i++) {
      if (random.nextInt(3) > 0) {
        code.add(slot(0x55, 2, 0, 2, 0));
        code.add(set(0, 0));
        code.add(exit());
      }
      if (random.nextInt(8) == 0) {
        code.add(Code.add(2, 8 * random.nextInt(9) - 16));
      }
      int size = i < loads - 1 ? 8 : SIZES[random.nextInt(SIZES.length)];
      int off = random.nextInt(random.nextInt(10) == 0 ? 3000 : 128) / size * size;
      code.add(load(size, 2, 2, off));
    }
    code.add(set(0, 0));
    code.add(exit());
    return code.stream().mapToLong(Long::longValue).toArray();
  }
}
