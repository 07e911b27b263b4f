package dev.jbpf.dsl.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jbpf.dsl.value.kernel.InBits;
import dev.jbpf.dsl.value.kernel.Inside;
import dev.jbpf.dsl.value.kernel.KernelName;
import dev.jbpf.dsl.value.kernel.KernelRef;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.elf.bpf.BpfObjectBuilder;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.map.Codec;
import dev.jbpf.map.data.Global;
import dev.jbpf.map.layout.BigEndian;
import dev.jbpf.map.layout.U8;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.testing.KernelTest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bit fields of the kernel's structures: in place and by copies, with and without a sign. */
class BitFieldsTest {
  private static final int LISTEN = 10;
  private static final int PORT = 46_813;

  /** One field of four bits, and one of one bit that is declared with a sign and without. */
  @KernelName("sock_common")
  record Common(
      @KernelName("skc_family") short family,
      @KernelName("skc_num") short port,
      @KernelName("skc_reuse") @InBits(4) @U8 byte reuse,
      @KernelName("skc_reuseport") @InBits(1) byte signed,
      @KernelName("skc_ipv6only") @InBits(1) @U8 byte only6) {}

  @KernelName("sock")
  record Sock(@KernelName("__sk_common") @Inside Common common) {}

  record Bits(int reuse, int signed, int only6, int copiedReuse, int copiedSigned) {}

  private static final Global<Bits> SEEN = Global.zero("seen", Codec.record(Bits.class));

  private static ProgramDef listeners() {
    return Probe.typedTracepoint("listeners", "inet_sock_set_state")
        .since(5, 5)
        .build(
            p -> {
              KernelRef<Common> common = p.argument(1, Sock.class).follow(Sock::common);
              p.when(
                  p.argument(3).toU32().ne(LISTEN).or(common.get(Common::port).toU16().ne(PORT)),
                  () -> p.exit(0));
              KernelRef<Common> copied = p.kernel(Sock.class, p.argument(1)).follow(Sock::common);
              Cell<Bits> seen = p.global(SEEN);
              seen.set(Bits::reuse, common.get(Common::reuse));
              seen.set(Bits::signed, common.get(Common::signed));
              seen.set(Bits::only6, common.get(Common::only6));
              seen.set(Bits::copiedReuse, copied.get(Common::reuse));
              seen.set(Bits::copiedSigned, copied.get(Common::signed));
              p.exit(0);
            });
  }

  @Test
  @KernelTest
  @SuppressWarnings("try") // the link is opened only to be closed
  void areFoundInTheKernelThatRuns() throws Exception {
    try (KernelProgram program = Bpf.load(listeners());
        Link link = program.attach(Hooks.btfTracepoint("inet_sock_set_state"));
        ServerSocketChannel server = ServerSocketChannel.open()) {
      server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      server.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT));
      assertThat(program.variable(SEEN).get()).isEqualTo(new Bits(1, -1, 0, 1, -1));
    }
  }

  /** What the kernel's own loader library finds. */
  @Test
  @KernelTest
  void areLeftToTheLoadersOfObjects(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("bits.o");
    Files.write(
        file, new BpfObjectBuilder(ByteOrder.nativeOrder()).add(listeners()).build().toBytes());
    Process process =
        new ProcessBuilder(
                "bpftool",
                "-d",
                "gen",
                "min_core_btf",
                "/sys/kernel/btf/vmlinux",
                folder.resolve("min.btf").toString(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String log = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(log).isZero();
    assertThat(log).contains("<lshift_u64>", "<rshift_u64>", "<byte_sz>", "skc_reuse");
  }

  @KernelName("task_struct")
  record Plain(int inExecve) {}

  /** What lies in some bits of a unit is not read as if it were all of it. */
  @Test
  @KernelTest
  void areNotReadAsBytes() {
    ProgramDef copied =
        Probe.kprobe("copied", "vfs_read")
            .build(p -> p.exit(p.task(Plain.class).get(Plain::inExecve)));
    ProgramDef inPlace =
        Probe.typedTracepoint("in_place", "sched_switch")
            .build(p -> p.exit(p.argument(2, Plain.class).get(Plain::inExecve).and(1)));
    for (ProgramDef program : new ProgramDef[] {copied, inPlace}) {
      assertThatThrownBy(() -> Bpf.load(program))
          .hasMessageContaining("BitFieldsTest.java")
          .hasMessageContaining("is a bit field in the kernel")
          .hasMessageContaining("@InBits");
    }
  }

  record TooMany(@InBits(9) byte flags) {}

  @KernelName("sock_common")
  record Ports(@KernelName("skc_dport") @BigEndian short port, short family) {}

  @Test
  void sayWhatIsWrong() {
    assertThatThrownBy(
            () -> Probe.kprobe("k", "f").build(p -> p.kernel(TooMany.class, p.argument(1))))
        .hasMessageContaining("TooMany.flags holds 1 to 8 bits, not 9");
    assertThatThrownBy(
            () ->
                Probe.kprobe("k", "f")
                    .build(p -> p.kernel(Ports.class, p.argument(1)).be16(Ports::family)))
        .hasMessageContaining("sock_common.family is no number of 16 bits in network order")
        .hasMessageContaining("mark the component @BigEndian");
  }
}
