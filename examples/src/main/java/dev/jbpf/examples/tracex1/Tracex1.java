package dev.jbpf.examples.tracex1;

import dev.jbpf.code.Program;
import dev.jbpf.dsl.value.Probe;
import dev.jbpf.dsl.value.kernel.Memory;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.number.Bool;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.examples.support.EchoSocket;
import dev.jbpf.examples.support.Example;
import dev.jbpf.examples.support.Run;
import dev.jbpf.map.Codec;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.Link;
import dev.jbpf.runtime.attach.Hooks;
import dev.jbpf.runtime.event.TracePipe;
import dev.jbpf.runtime.host.Capability;
import dev.jbpf.runtime.symbols.KernelTypes;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Prints each packet that loopback receives, and sends itself a ping a second. */
public final class Tracex1 implements Example {
  private static final String FUNCTION = "__netif_receive_skb_core";

  /**
   * {@code __netif_receive_skb_core(struct sk_buff **pskb, …)}. Where the members lie differs from
   * kernel to kernel.
   */
  static Program printLoopback() {
    return Probe.kprobe("tracex1", FUNCTION)
        .build(
            p -> {
              Memory kernel = p.kernel();
              U64 skb = kernel.get(U64.KIND, p.argument(1));
              U64 device = kernel.get(U64.KIND, skb, KernelTypes.field("sk_buff", "dev"));
              U32 length = kernel.get(U32.KIND, skb, KernelTypes.field("sk_buff", "len"));
              Cell<String> name = p.local(Codec.text(16));
              kernel.read(name, device.add(KernelTypes.field("net_device", "name").offset()));
              Bool isLoopback = name.element(0).u32().eq('l').and(name.element(1).u32().eq('o'));
              p.when(isLoopback, () -> p.print("skb %p len %d", skb, length));
              p.exit(0);
            })
        .program();
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
