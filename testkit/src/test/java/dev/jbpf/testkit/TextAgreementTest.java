package dev.jbpf.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.TestRunResult;
import dev.jbpf.runtime.VerifierException;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.Assembly;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.RunResult;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.SocketBuffer;
import dev.jbpf.vm.map.TypedMap;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code bpf_snprintf}, {@code bpf_strtol} and {@code bpf_strtoul} make of a text. */
@KernelTest
class TextAgreementTest {
  private static final int SIZE = 64;
  private static final MapDef<Integer, byte[]> TEXT =
      MapDef.array("text", Codec.bytes(SIZE), 1).withFlags(MapFlag.RDONLY_PROG);

  /** What the helper itself returns for a format that the verifier refuses: EINVAL. */
  private static final String REFUSED = "-22 ";

  /** Writes to the packet, of 64 bytes: the arguments are a number, and the text itself. */
  private static final String PRINT =
      """
      r6 = r1
      r1 = %d ll
      *(u64 *)(r10 - 16) = r1
      r1 = map_value text, 0 ll
      *(u64 *)(r10 - 8) = r1
      r2 = -1
      *(u64 *)(r10 - 80) = r2
      *(u64 *)(r10 - 72) = r2
      *(u64 *)(r10 - 64) = r2
      *(u64 *)(r10 - 56) = r2
      *(u64 *)(r10 - 48) = r2
      *(u64 *)(r10 - 40) = r2
      *(u64 *)(r10 - 32) = r2
      *(u64 *)(r10 - 24) = r2
      r1 = r10
      r1 += -80
      r2 = %d
      r3 = map_value text, 0 ll
      r4 = r10
      r4 += -16
      r5 = 16
      call bpf_snprintf
      r7 = r0
      r1 = r6
      r2 = 0
      r3 = r10
      r3 += -80
      r4 = 64
      r5 = 0
      call bpf_skb_store_bytes
      r0 = r7
      exit
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hi",
        "100%% %%d",
        "%d %s",
        "%i|%20s",
        "%u",
        "%x",
        "%X",
        "%ld",
        "%lu",
        "%llx",
        "%8llX|",
        "%c",
        "%5c|",
        "%-3c|",
        "%5d|",
        "%-5d|",
        "%05d|",
        "%-05d|",
        "%020d|",
        "%+d",
        "% d",
        "%+06d|",
        "%0x",
        "%--30d|",
        "%px",
        "%20px|",
        "%-20px|",
        "%020px|",
        "%ps",
        "%pS|",
        "%20pB|",
        "%c %pi4",
        "%c %pI4",
        "%c %20pI4|",
        "%c %pi6",
        "%c %pI6",
        "%c %pks|",
        "%d %d %d",
        "%hd",
        "%5.3d",
        "%#x",
        "%o",
        "%*d",
        "%zu",
        "%f",
        "%n",
        "%k",
        "%lc",
        "%D",
        "%pQ",
        "%pi5",
        "x\u00e9%d"
      })
  void formatsGiveWhatTheKernelsGive(String format) {
    for (long number : new long[] {0, 42, -42, 0x1234_5678_9abc_def1L, Long.MIN_VALUE}) {
      compare(PRINT.formatted(number, SIZE), format);
      // The kernel forgets what it has no room for where it prints what a pointer points to.
      if (!format.startsWith("%c %")) {
        compare(PRINT.formatted(number, 4), format);
        compare(PRINT.formatted(number, 1), format);
      }
    }
  }

  private static final String PARSE =
      """
      r6 = r1
      r1 = map_value text, 0 ll
      r2 = %d
      r3 = %d
      r4 = r10
      r4 += -8
      *(u64 *)(r10 - 8) = 7
      call %d
      r7 = r0
      r1 = r6
      r2 = 0
      r3 = r10
      r3 += -8
      r4 = 8
      r5 = 0
      call bpf_skb_store_bytes
      r0 = r7
      exit
      """;

  static Stream<String> numbers() {
    return Stream.of(
        "0",
        "12",
        "-12",
        "+12",
        " 12",
        "\t\n\u000b12",
        "\u00a012",
        "0x1f",
        "0X1F",
        "0x",
        "0xg",
        "017",
        "08",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "18446744073709551615",
        "18446744073709551616",
        "abc",
        "",
        "-",
        "--1",
        "- 1",
        "12abc",
        "12 34",
        "1_0",
        "-0",
        "00x1",
        "99999999999999999999999999");
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void numbersAreReadAsTheKernelReadsThem(String number) {
    for (int helper : new int[] {105, 106}) {
      for (int base : new int[] {0, 8, 10, 16, 2}) {
        compare(PARSE.formatted(number.length() + 1, base, helper), number);
        compare(PARSE.formatted(Math.max(1, number.length()), base, helper), number);
      }
    }
  }

  private static void compare(String source, String text) {
    Assembly assembly = Assembler.assemble(source);
    Program program = assembly.program().orElseThrow(() -> new AssertionError(assembly.report()));
    byte[] bytes = Arrays.copyOf(text.getBytes(StandardCharsets.ISO_8859_1), SIZE);
    String wanted = inKernel(program, bytes);
    for (Engine engine : List.of(Engine.INTERPRETER, Engine.JIT)) {
      assertThat(onVm(engine, program, bytes)).as("'%s' %s", text, source).startsWith(wanted);
    }
  }

  private static String inKernel(Program program, byte[] text) {
    ProgramSpec spec = ProgramSpec.of("text", ProgramType.SCHED_CLS, program).withLicense("GPL");
    try (KernelMap<Integer, byte[]> map = Bpf.create(TEXT)) {
      map.update(0, text);
      map.freeze();
      try (KernelProgram loaded = Bpf.load(spec, map)) {
        TestRunResult result =
            loaded.testRun(TestRun.onPacket(ProgramType.SCHED_CLS, new byte[SIZE]));
        return describe(result.returnValue(), result.packet(ProgramType.SCHED_CLS));
      } catch (VerifierException formatIsWrong) {
        return REFUSED;
      }
    }
  }

  private static String onVm(Engine engine, Program program, byte[] text) {
    Vm vm = Vm.create(VmOptions.DEFAULT.withEngine(engine));
    TypedMap<Integer, byte[]> map = vm.map(TEXT);
    map.update(0, text);
    RunResult result = vm.load(program).test(SocketBuffer.of(new byte[SIZE]));
    return describe(result.r0(), result.packet());
  }

  private static String describe(long r0, byte[] packet) {
    return (int) r0 + " " + HexFormat.of().formatHex(packet);
  }
}
