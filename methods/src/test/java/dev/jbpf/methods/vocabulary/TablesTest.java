package dev.jbpf.methods.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.dsl.value.kernel.KernelName;
import dev.jbpf.elf.ops.StructOps;
import dev.jbpf.map.Codec;
import dev.jbpf.map.layout.Size;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.Kfunc;
import dev.jbpf.methods.compile.MethodCompiler;
import dev.jbpf.methods.context.TracingContext;
import dev.jbpf.methods.refusal.RefusedException;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.object.ObjectLinks;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.TcpTransfer;
import dev.jbpf.testing.Requirements;
import dev.jbpf.testing.Tool;
import dev.jbpf.vm.JavaPrograms;
import dev.jbpf.vm.VmObject;
import dev.jbpf.vm.context.FunctionCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes that are tables of functions: congestion controls. */
class TablesTest {
  private static final Path AVAILABLE =
      Path.of("/proc/sys/net/ipv4/tcp_available_congestion_control");

  /** What it reads and sets of a connection; the kernel hands it out as a {@code tcp_sock}. */
  @KernelName("tcp_sock")
  interface Connection {
    int sndCwnd();

    void sndCwnd(int packets);

    int sndSsthresh();

    int srttUs();
  }

  /** Grows by what is acknowledged, and falls by a quarter. */
  @KernelName("tcp_congestion_ops")
  static final class Steady {
    @KernelName("name")
    @Size(16)
    static final String NAME = "jbpf_steady";

    @KernelName("flags")
    static final int FLAGS = 2;

    private static final int LEAST = 2;

    static long acknowledged;

    private Steady() {}

    @Kfunc
    static native int tcp_reno_undo_cwnd(@KernelName("sock") Connection connection);

    @BpfProgram("struct_ops")
    static int ssthresh(Connection connection) {
      return Math.max(connection.sndCwnd() * 3 / 4, LEAST);
    }

    @BpfProgram("struct_ops")
    static void congAvoid(Connection connection, int ack, int acked) {
      acknowledged += acked;
      connection.sndCwnd(connection.sndCwnd() + acked);
    }

    @BpfProgram("struct_ops/undo_cwnd")
    static int undo(Connection connection) {
      return tcp_reno_undo_cwnd(connection);
    }
  }

  /** The same for kernels without links to tables. */
  @KernelName("tcp_congestion_ops")
  static final class Older {
    @KernelName("name")
    @Size(16)
    static final String NAME = "jbpf_older";

    static long asked;

    private Older() {}

    @BpfProgram(value = "struct_ops", since = "5.6")
    static int ssthresh(TracingContext call) {
      asked++;
      return 5;
    }

    @BpfProgram(value = "struct_ops", since = "5.6")
    static void congAvoid(TracingContext call) {
      asked++;
    }

    @BpfProgram(value = "struct_ops", since = "5.6")
    static int undoCwnd(Connection connection) {
      return 10;
    }
  }

  /** What a test hands out as a connection. */
  private static final class Made implements Connection {
    private int packets = 20;

    @Override
    public int sndCwnd() {
      return packets;
    }

    @Override
    public void sndCwnd(int now) {
      packets = now;
    }

    @Override
    public int sndSsthresh() {
      return 0;
    }

    @Override
    public int srttUs() {
      return 0;
    }
  }

  @Test
  void asPlainJava() {
    Made made = new Made();
    assertThat(Steady.ssthresh(made)).isEqualTo(15);
    Steady.congAvoid(made, 1, 7);
    assertThat(made.sndCwnd()).isEqualTo(27);
  }

  @Test
  void theObjectIsATable() {
    StructOps steady = MethodCompiler.compile(Steady.class).object().structOps().get(0);
    assertThat(steady.name()).isEqualTo("Steady");
    assertThat(steady.isLinked()).isTrue();
    assertThat(steady.kernelName()).isEqualTo("tcp_congestion_ops");
    assertThat(steady.member("congAvoid")).contains("cong_avoid");
    assertThat(steady.member("undo")).contains("undo_cwnd");
    assertThat(steady.functions()).hasSize(3);
  }

  @Test
  void theVirtualMachineRunsItsPrograms() {
    VmObject object = VmObject.load(Older.class);
    assertThat(object.contents().structOps().get(0).isLinked()).isFalse();
    assertThat(object.program("ssthresh").run(FunctionCall.entered(0))).isEqualTo(5);
    assertThat(object.variable("asked", Codec.S64).get()).isEqualTo(1);
  }

  private static List<String> available() throws IOException {
    return List.of(Files.readString(AVAILABLE).strip().split(" "));
  }

  private static void needsTables() {
    Requirements.require(Files.exists(AVAILABLE), () -> "the kernel lists no congestion controls");
  }

  @Test
  @KernelTest
  void theKernelCallsThem() throws IOException {
    needsTables();
    try (BpfObject object = BpfObject.load(Steady.class);
        ObjectLinks links = object.attachAll()) {
      assertThat(links.tables()).containsExactly("Steady");
      assertThat(available()).contains("jbpf_steady");
      TcpTransfer.with("jbpf_steady");
      assertThat(object.variable("acknowledged", Codec.S64).get()).isPositive();
    }
    assertThat(available()).doesNotContain("jbpf_steady");
  }

  @Test
  @KernelTest
  void olderKernelsHaveNoLinks() throws IOException {
    needsTables();
    try (BpfObject object = BpfObject.load(Older.class)) {
      try (ObjectLinks links = object.attachAll()) {
        assertThat(links.tables()).containsExactly("Older");
        assertThat(available()).contains("jbpf_older");
      }
      assertThat(available()).doesNotContain("jbpf_older");
    }
  }

  @Test
  @KernelTest
  void bpftoolRegistersThem(@TempDir Path folder) throws IOException {
    needsTables();
    Tool bpftool = Tool.named("bpftool");
    Path file =
        Files.write(folder.resolve("older.o"), MethodCompiler.compile(Older.class).toObject());
    bpftool.succeed("struct_ops", "register", file);
    try {
      assertThat(available()).contains("jbpf_older");
      assertThat(bpftool.succeed("struct_ops", "dump", "name", "Older"))
          .contains("tcp_congestion_ops", "\"jbpf_older\"");
    } finally {
      bpftool.succeed("struct_ops", "unregister", "name", "Older");
    }
  }

  /** Arguments of a function of the kernel as parameters, whatever the kernel leaves above them. */
  static final class Sums {
    private Sums() {}

    @BpfProgram("fentry/bpf_fentry_test4")
    static int sum(boolean isOne, byte small, char letter, int usual, long wide) {
      return (isOne ? 1 : 2) + small + letter + usual + (int) (wide >> 32);
    }

    @BpfProgram("fexit/bpf_fentry_test1")
    static int both(TracingContext call, int first) {
      return first * 100 + (int) call.argument(1);
    }
  }

  @Test
  void numbersAreParameters() {
    VmObject object = VmObject.load(Sums.class);
    FunctionCall call =
        FunctionCall.entered(0x1_0000_0001L, 0x1fe, 0x1_0041, 0x5_ffff_fff0L, 7L << 32);
    int expected = Sums.sum(true, (byte) -2, 'A', -16, 7L << 32);
    assertThat(expected).isEqualTo(1 - 2 + 65 - 16 + 7);
    assertThat((int) object.program("sum").run(call)).isEqualTo(expected);
    JavaPrograms.Bound java = JavaPrograms.load().bind(Sums.class, VmObject.load(Sums.class));
    assertThat(java.run("sum", call, 0).r0()).isEqualTo(expected);
    FunctionCall other = FunctionCall.left(0, 0x7_0000_0003L);
    assertThat((int) object.program("both").run(other)).isEqualTo(303);
    assertThat(java.run("both", other, 0).r0()).isEqualTo(303);
  }

  static final class Iterated {
    private Iterated() {}

    @BpfProgram("iter/task")
    static int program(TracingContext call, int number) {
      return number;
    }
  }

  @KernelName("tcp_congestion_ops")
  static final class Twice {
    private Twice() {}

    @BpfProgram("struct_ops/ssthresh")
    static int one(Connection connection) {
      return 1;
    }

    @BpfProgram("struct_ops/ssthresh")
    static int two(Connection connection) {
      return 2;
    }
  }

  @KernelName("tcp_congestion_ops")
  static final class TooLong {
    @KernelName("name")
    @Size(8)
    static final String NAME = "much too long";

    private TooLong() {}

    @BpfProgram("struct_ops")
    static int ssthresh(Connection connection) {
      return 1;
    }
  }

  @KernelName("tcp_congestion_ops")
  static final class Changing {
    @KernelName("flags")
    static int flags;

    private Changing() {}

    @BpfProgram("struct_ops")
    static int ssthresh(Connection connection) {
      return 1;
    }
  }

  /** Names a member, and no table. */
  static final class Nameless {
    @KernelName("flags")
    static final int FLAGS = 1;

    private Nameless() {}

    @BpfProgram("struct_ops")
    static int ssthresh(Connection connection) {
      return 1;
    }
  }

  @Test
  void whatIsNoMemberIsRefused() {
    assertRefused(Nameless.class, Rule.OPERATION, "Nameless, without the table's name");
    assertRefused(Iterated.class, Rule.PROGRAM_SIGNATURE, "takes int");
    assertRefused(Twice.class, Rule.OPERATION, "two, as there is another ssthresh");
    assertRefused(TooLong.class, Rule.OPERATION, "the field NAME (");
    assertRefused(Changing.class, Rule.OPERATION, "flags, which is not static and final");
  }

  private static void assertRefused(Class<?> type, Rule rule, String words) {
    assertThatThrownBy(() -> MethodCompiler.compile(type))
        .isInstanceOfSatisfying(RefusedException.class, e -> assertThat(e.rule()).isEqualTo(rule))
        .hasMessageContaining(words);
  }
}
