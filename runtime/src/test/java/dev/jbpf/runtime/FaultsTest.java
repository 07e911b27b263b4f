package dev.jbpf.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jbpf.code.Program;
import dev.jbpf.code.origin.Origins;
import dev.jbpf.isa.Op;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.MapFullException;
import dev.jbpf.map.Nothing;
import dev.jbpf.map.flag.MapFlag;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.attach.XdpMode;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.testing.Counter;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.runtime.testing.NetworkNamespace;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What can go wrong outside the library is an exception that says what, and what helps. */
@KernelTest
class FaultsTest {
  private static final Path LIBC = Path.of("/lib/x86_64-linux-gnu/libc.so.6");

  private static void refused(ThrowingCallable call, Errno errno, String... words) {
    assertThatExceptionOfType(SyscallException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.errno()).isEqualTo(errno))
        .satisfies(e -> assertThat(e.getMessage()).contains(words));
  }

  private static KernelProgram load(ProgramType type, int result) {
    return Bpf.load(ProgramSpec.of("fault", type, Counter.assemble("r0 = " + result + "\nexit\n")));
  }

  @Test
  void readOnlyMapsSayThatTheyAre() {
    try (var frozen = Bpf.create(MapDef.array("frozen", Codec.U64, 1));
        var readOnly =
            Bpf.create(MapDef.array("readonly", Codec.U64, 1).withFlags(MapFlag.RDONLY));
        var writeOnly =
            Bpf.create(MapDef.array("writeonly", Codec.U64, 1).withFlags(MapFlag.WRONLY))) {
      frozen.freeze();
      refused(() -> frozen.update(0, 1L), Errno.EPERM, "map frozen", "read-only", "frozen");
      refused(() -> readOnly.update(0, 1L), Errno.EPERM, "read-only", "BPF_F_RDONLY");
      refused(() -> writeOnly.lookup(0), Errno.EPERM, "write-only", "BPF_F_WRONLY");
    }
  }

  @Test
  void whatIsInUseIsBusy() {
    try (var map = Bpf.create(MapDef.array("mapped", Codec.U64, 1).withFlags(MapFlag.MMAPABLE));
        var mapped = map.mapped()) {
      mapped.set(0, 1L);
      refused(map::freeze, Errno.EBUSY, "cannot freeze map mapped", "Another holds the place");
    }
  }

  @Test
  void anInterfaceTakesOneXdpProgram() throws Exception {
    NetworkNamespace.call(
        () -> {
          try (Counter first =
              Counter.attach(Hooks.xdp("lo", XdpMode.GENERIC), XdpAction.PASS.value())) {
            assertThat(first.count()).isZero();
            refused(
                () -> Counter.attach(Hooks.xdp("lo", XdpMode.GENERIC), 2),
                Errno.EBUSY,
                "XDP on lo",
                "Another holds the place");
          }
          return null;
        });
  }

  @Test
  void tooMuchIsTooBig() {
    long[] words = new long[1_000_001];
    Arrays.fill(words, Op.MOV_IMM.template());
    words[words.length - 1] = Op.EXIT.template();
    Program large = Program.ofWords(words, words.length, Origins.NONE, Map.of(), List.of());
    refused(
        () -> Bpf.load(ProgramSpec.of("large", ProgramType.SOCKET_FILTER, large)),
        Errno.E2BIG,
        "more instructions than this kernel");
    refused(
        () -> Bpf.create(MapDef.hash("wide", Codec.bytes(1 << 23), Codec.U64, 1)),
        Errno.E2BIG,
        "cannot create map wide");
  }

  @Test
  void fullMapsOfEveryKindSaySo() {
    try (var hash = Bpf.create(MapDef.hash("hash", Codec.U32, Codec.U32, 1));
        var stack = Bpf.create(MapDef.stack("stack", Codec.U32, 1));
        var array = Bpf.create(MapDef.array("array", Codec.U32, 1))) {
      hash.update(1L, 1L);
      stack.update(Nothing.NOTHING, 1L);
      for (ThrowingCallable call :
          List.<ThrowingCallable>of(
              () -> hash.update(2L, 2L),
              () -> hash.longs().put(2, 2),
              () -> hash.batch(1).add(2L, 2L).update(),
              () -> stack.update(Nothing.NOTHING, 2L),
              () -> array.update(1, 1L))) {
        assertThatExceptionOfType(MapFullException.class).isThrownBy(call);
      }
    }
  }

  /** The verifier's log is cut with ENOSPC where it finds no room: it is asked again. */
  @Test
  void longLogsAreWhole() {
    StringBuilder text = new StringBuilder("r1 = 0\n");
    for (int i = 0; i < 6_000; i++) {
      text.append("r1 += ").append(i).append('\n');
    }
    text.append("r0 = r6\nexit\n");
    ProgramSpec spec =
        ProgramSpec.of("long", ProgramType.SOCKET_FILTER, Counter.assemble(text.toString()))
            .withLog(LogLevel.VERBOSE);
    assertThatExceptionOfType(VerifierException.class)
        .isThrownBy(() -> Bpf.load(spec))
        .satisfies(e -> assertThat(e.log()).contains("r1 += 0", "r1 += 5999", "R6 !read_ok"))
        .satisfies(e -> assertThat(e.log().length()).isGreaterThan(1 << 16));
  }

  @Test
  void anInterfaceMayGo() throws Exception {
    NetworkNamespace.call(
        () -> {
          NetworkNamespace.ip("link", "add", "leaving", "type", "veth", "peer", "name", "staying");
          NetworkNamespace.ip("addr", "add", "10.78.0.1/24", "dev", "leaving");
          NetworkNamespace.ip("link", "set", "leaving", "up");
          try (var program = load(ProgramType.XDP, 2);
              var other = load(ProgramType.XDP, 2);
              var link = (BpfLink) program.attach(Hooks.xdp("leaving"))) {
            NetworkNamespace.ip("link", "del", "leaving");
            refused(() -> link.update(other), Errno.of(67), "ENOLINK", "link to XDP on leaving");
            assertThat(link.info().id()).isPositive();
            assertThatIllegalArgumentException()
                .isThrownBy(() -> program.attach(Hooks.xdp("leaving")))
                .withMessageContaining("no network interface leaving");
          }
          return null;
        });
  }

  @Test
  void aProcessMayBeGoneOrGo() throws Exception {
    Process target = new ProcessBuilder("sleep", "60").start();
    try (var program = load(ProgramType.KPROBE, 0)) {
      OptionalInt pid = OptionalInt.of((int) target.pid());
      Hook hook = Hooks.uprobe(LIBC, "getpagesize", pid, false);
      try (Link link = program.attach(hook)) {
        target.destroyForcibly().waitFor();
        assertThat(link).isNotNull();
      }
      refused(() -> program.attach(hook), Errno.of(3), "ESRCH, no such process");
    } finally {
      target.destroyForcibly();
    }
  }
}
