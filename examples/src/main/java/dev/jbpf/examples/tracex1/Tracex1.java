package dev.jbpf.examples.tracex1;

import static dev.jbpf.dsl.Arg.*;
import static dev.jbpf.dsl.Helpers.probeReadKernel;
import static dev.jbpf.dsl.ProgramBuilder.program;
import static dev.jbpf.isa.Reg.*;

import dev.jbpf.code.Program;
import dev.jbpf.examples.support.EchoSocket;
import dev.jbpf.examples.support.Example;
import dev.jbpf.examples.support.Run;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.PtRegs;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelTypes;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.event.TracePipe;
import dev.jbpf.runtime.host.Capability;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Prints each packet that loopback receives, and sends itself a ping a second. */
public final class Tracex1 implements Example {
  private static final String FUNCTION = "__netif_receive_skb_core";

  /**
   * {@code __netif_receive_skb_core(struct sk_buff **pskb, …)}: R6 is skb, R7 its dev, R8 its len.
   * Where these lie differs from kernel to kernel.
   */
  static Program printLoopback() {
    return program(
        ProgramType.KPROBE,
        b -> {
          b.load(R6, R1, PtRegs.host().parameter(1));
          b.call(probeReadKernel(stack(-8), imm(8), reg(R6))).ldxdw(R6, R10, -8); // skb = *pskb
          b.readKernel(-8, R6, KernelTypes.field("sk_buff", "dev")).ldxdw(R7, R10, -8);
          b.readKernel(-8, R6, KernelTypes.field("sk_buff", "len")).ldxw(R8, R10, -8);
          b.readKernel(-24, R7, KernelTypes.field("net_device", "name")); // devname = dev->name
          b.ldxb(R1, R10, -24).ldxb(R2, R10, -23);
          b.ifThen(
              R1.eq('l').and(R2.eq('o')), t -> t.printk(-40, "skb %p len %d", reg(R6), reg(R8)));
          b.mov(R0, 0).exit();
        });
  }

  @Override
  public String name() {
    return "tracex1";
  }

  @Override
  public String description() {
    return "prints the packets that lo receives, from a kprobe, by the trace pipe";
  }

  @Override
  public List<Capability> capabilities() {
    return List.of(Capability.CAP_PERFMON, Capability.CAP_NET_RAW);
  }

  @Override
  public OptionalInt seconds() {
    return OptionalInt.of(5);
  }

  @Override
  @SuppressWarnings("try") // the link is opened only to be closed
  public void run(Run run) throws Exception {
    InetAddress localhost = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (TracePipe pipe = TracePipe.open(Kernel.local());
        Link link = Bpf.load(printLoopback()).named("tracex1").attach(Hooks.kprobe(FUNCTION));
        EchoSocket echo = EchoSocket.open(Kernel.local())) {
      run.everySecond(() -> echo.ping(localhost), () -> printLines(pipe, run));
    }
  }

  private static void printLines(TracePipe pipe, Run run) throws InterruptedException {
    Optional<String> line = pipe.next(Duration.ZERO);
    while (line.isPresent()) {
      run.out().println(line.get());
      line = pipe.next(Duration.ZERO);
    }
  }
}
