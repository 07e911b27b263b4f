package dev.jbpf.verifier.testing;

import static dev.jbpf.verifier.testing.Code.all;
import static dev.jbpf.verifier.testing.Code.call;
import static dev.jbpf.verifier.testing.Code.exit;
import static dev.jbpf.verifier.testing.Code.load;
import static dev.jbpf.verifier.testing.Code.set;
import static dev.jbpf.verifier.testing.Code.slot;
import static dev.jbpf.verifier.testing.Code.storeValue;
import static dev.jbpf.verifier.testing.Code.wide;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.btf.BtfKind;
import dev.jbpf.btf.BtfType.Member;
import dev.jbpf.code.Program;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.MapType;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.verifier.Verifier;
import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.report.Verdict;
import dev.jbpf.verifier.subject.KernelBtf;
import dev.jbpf.verifier.subject.Subject;
import dev.jbpf.verifier.testing.RunningVerifier.Question;
import dev.jbpf.verifier.types.KernelView;
import dev.jbpf.verifier.types.MapObjects;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs for tables of functions may be for the members, store to the bytes and call the helpers
 * that the running kernel lets them; and maps are the objects that it says.
 */
@KernelTest
class OperationsTest {
  private static final KernelVersion KERNEL = new KernelVersion(6, 18);
  private static final int SLEEPABLE = 1 << 4;
  private static final int LAST_HELPER = 211;
  private static final int KFUNC = 2;
  private static final List<Integer> SIZES = List.of(1, 2, 4, 8);
  private static final long[] NOTHING = {set(0, 0), exit()};

  private static final KernelBtf TYPES = KernelBtf.ofRunningKernel();
  private final RunningVerifier kernel = new RunningVerifier();
  private final Verifier verifier = Verifier.of(KERNEL).with(TYPES);

  @BeforeAll
  static void onlyThatKernel() {
    Assumptions.assumeTrue(
        AskedKernel.RUNNING.equals(KERNEL), "verdicts are compared with those of Linux " + KERNEL);
  }

  private static KernelView view() {
    return TYPES.view().orElseThrow();
  }

  private static List<Member> members(String table) {
    return view().composite(view().structure(table).orElseThrow()).members();
  }

  private static int id(String table) {
    return view().types().find(table, BtfKind.STRUCT).orElseThrow();
  }

  private boolean kernelTakes(String table, int member, int flags, long... code) {
    return kernel
        .ask(
            Question.of(ProgramType.STRUCT_OPS.value(), member, code)
                .withTarget(id(table))
                .withFlags(flags))
        .isAccepted();
  }

  private Verdict verdict(String target, int flags, long... code) {
    return verifier.verify(
        Subject.of(Program.decode(bytes(code), ByteOrder.LITTLE_ENDIAN), ProgramType.STRUCT_OPS)
            .withFlags(flags)
            .underGpl(true)
            .against(target));
  }

  private static byte[] bytes(long... code) {
    ByteBuffer bytes = ByteBuffer.allocate(code.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(code);
    return bytes.array();
  }

  private void assertSame(String table, int member, int flags, long... code) {
    String name = table + "." + members(table).get(member).name();
    Verdict verdict = verdict(name, flags, code);
    boolean isTaken = kernelTakes(table, member, flags, code);
    assertThat(verdict)
        .as(() -> name + ", flags " + flags + ", of " + code.length + " slots")
        .isInstanceOf(isTaken ? Verdict.Accepted.class : Verdict.Rejected.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tcp_congestion_ops", "bpf_dummy_ops"})
  void membersAreOpenAsTheTableSays(String table) {
    for (int member = 0; member < members(table).size(); member++) {
      assertSame(table, member, 0, NOTHING);
      assertSame(table, member, SLEEPABLE, NOTHING);
      assertSame(table, member, 0, exit());
    }
  }

  /** A register that was not written tells a call that is not allowed from one that is refused. */
  @ParameterizedTest
  @CsvSource({
    "tcp_congestion_ops, ssthresh",
    "tcp_congestion_ops, release",
    "bpf_dummy_ops, test_1"
  })
  void helpersAreOpenAsTheTableSays(String table, String member) {
    int number = members(table).stream().map(Member::name).toList().indexOf(member);
    for (int helper = 1; helper <= LAST_HELPER; helper++) {
      long[] code = {call(helper), exit()};
      String log =
          kernel
              .ask(
                  Question.of(ProgramType.STRUCT_OPS.value(), number, code).withTarget(id(table)),
                  1)
              .log();
      boolean isClosed = log.contains("cannot use helper") || log.contains("unknown func");
      boolean isRefused =
          verdict(table + "." + member, 0, code) instanceof Verdict.Rejected rejected
              && List.of(Rule.HELPER_NOT_ALLOWED, Rule.UNKNOWN_HELPER)
                  .contains(rejected.finding().rule());
      assertThat(isRefused)
          .as(member + ": " + Helper.of(helper).map(Helper::toString).orElse(""))
          .isEqualTo(isClosed);
    }
  }

  @ParameterizedTest
  @CsvSource({"tcp_congestion_ops, 1, 2000", "bpf_dummy_ops, 1, 16"})
  void membersOfObjectsAreStoredToAsTheTableSays(String table, int member, int end) {
    for (int off = 0; off < end; off++) {
      int size = off % 4 == 0 ? 4 : SIZES.get(off % SIZES.size());
      assertSame(
          table, member, 0, load(8, 1, 1, 0), storeValue(size, 1, off, 1), set(0, 0), exit());
    }
  }

  @Test
  void mapsAreTheObjectsThatTheTableSays() {
    try (ProbeMaps made = new ProbeMaps()) {
      long compared =
          IntStream.rangeClosed(1, MapType.ARENA.value())
              .mapToObj(number -> MapType.of(number).orElseThrow())
              .filter(type -> isTheObject(type, made.create(type)))
              .count();
      assertThat(compared).isGreaterThan(25);
    }
  }

  /** The kernel says of which structure that load is behind the end. */
  private boolean isTheObject(MapType type, OptionalInt map) {
    map.ifPresent(
        fd -> {
          long[] code = all(wide(1, 1, fd), new long[] {storeValue(1, 1, 0, 0), set(0, 0), exit()});
          String log = kernel.ask(Question.of(ProgramType.SOCKET_FILTER.value(), 0, code), 1).log();
          assertThat(log).contains("only read from " + MapObjects.structure(type).orElseThrow());
        });
    return map.isPresent();
  }

  /** Functions of the kernel that are not made for programs are none of theirs. */
  @ParameterizedTest
  @CsvSource({"tcp_sendmsg, KFUNC", "vfs_read, KFUNC", "tcp_reno_ssthresh, ARGUMENT_KIND"})
  void functionsThatAreNoKfuncsAreRefused(String function, Rule rule) {
    int id = view().types().find(function, BtfKind.FUNC).orElseThrow();
    long[] code = {set(1, 0), slot(0x85, 0, KFUNC, 0, id), set(0, 0), exit()};
    assertThat(kernelTakes("tcp_congestion_ops", 1, 0, code)).isFalse();
    assertThat(verdict("tcp_congestion_ops.cong_avoid", 0, code))
        .isInstanceOfSatisfying(
            Verdict.Rejected.class,
            rejected -> assertThat(rejected.finding().rule()).isEqualTo(rule));
  }
}
