package dev.jbpf.examples.tracex1;

import dev.jbpf.dsl.value.kernel.KernelName;
import dev.jbpf.map.Codec;
import dev.jbpf.map.layout.Size;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.KprobeContext;
import dev.jbpf.methods.helper.Kernel;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.struct.Structs;

/** The same program as a method: structures of the kernel are interfaces. */
final class Tracex1Method {
  private static final Codec<String> NAME = Codec.text(16);

  private Tracex1Method() {}

  /** A packet. */
  @KernelName("sk_buff")
  interface SkBuff {
    NetDevice dev();

    int len();
  }

  /** A device. */
  @KernelName("net_device")
  interface NetDevice {
    @Size(16)
    String name();
  }

  @BpfProgram("kprobe/__netif_receive_skb_core")
  static int tracex1(KprobeContext call) {
    long address = Kernel.readKernel(call.argument(1));
    SkBuff packet = Structs.at(SkBuff.class, address);
    Cell<String> name = Cell.room(NAME);
    name.set(packet.dev().name());
    Area letters = name.area();
    if (letters.u8(0) == 'l' && letters.u8(1) == 'o') {
      Kernel.print("skb %p len %d", address, packet.len());
    }
    return 0;
  }
}
