package dev.jbpf.vm;

import static dev.jbpf.kernel.SkBuff.HASH;
import static dev.jbpf.kernel.SkBuff.IFINDEX;
import static dev.jbpf.kernel.SkBuff.MARK;
import static dev.jbpf.kernel.SkBuff.PKT_TYPE;
import static dev.jbpf.kernel.SkBuff.PROTOCOL;
import static dev.jbpf.kernel.SkBuff.QUEUE_MAPPING;
import static dev.jbpf.kernel.SkBuff.VLAN_PRESENT;
import static dev.jbpf.kernel.SkBuff.VLAN_TCI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.classic.ClassicConverter;
import dev.jbpf.classic.ClassicPrinter;
import dev.jbpf.classic.ClassicProgram;
import dev.jbpf.classic.Extension;
import dev.jbpf.testing.ClassicMachine;
import dev.jbpf.testing.ClassicMachine.Packet;
import dev.jbpf.testing.ClassicPrograms;
import dev.jbpf.vm.context.SocketBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Converted filters do on every engine what the machine of 1992 does with the originals. */
class ClassicProperties {
  private static final int ETHERNET_HEADER = 14;
  private static final int IPV4 = 0x0800;
  private static final Map<Extension, Integer> FACTS =
      Map.of(
          Extension.PROTOCOL, IPV4,
          Extension.PACKET_TYPE, 3,
          Extension.INTERFACE, 577,
          Extension.MARK, 0x1234aaaa,
          Extension.QUEUE, 123,
          Extension.RX_HASH, 0x8234aaab,
          Extension.VLAN_TAG, 0xffff,
          Extension.VLAN_PRESENT, 1,
          Extension.XOR, 0); // Computed, not looked up.

  @Property(tries = 3_000)
  void aConvertedFilterReturnsTheSame(@ForAll long seed, @ForAll Engine engine) {
    Random random = new Random(seed);
    ClassicProgram program = ClassicPrograms.valid(random, FACTS.keySet());
    byte[] data = new byte[ETHERNET_HEADER + random.nextInt(120)];
    random.nextBytes(data);
    LoadedProgram converted =
        Vm.load(
            ClassicConverter.convert(program).program().orElseThrow(),
            VmOptions.DEFAULT.withEngine(engine));
    assertThat(converted.run(context(data)) & 0xffff_ffffL)
        .as(ClassicPrinter.source(program))
        .isEqualTo(ClassicMachine.run(program, new Packet(data, ETHERNET_HEADER, FACTS)));
  }

  private static SocketBuffer context(byte[] data) {
    boolean isLittle = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
    int protocol = isLittle ? Short.reverseBytes((short) IPV4) & 0xffff : IPV4;
    return SocketBuffer.of(data)
        .with(PROTOCOL, protocol)
        .with(PKT_TYPE, 3)
        .with(IFINDEX, 577)
        .with(MARK, 0x1234aaaa)
        .with(QUEUE_MAPPING, 123)
        .with(HASH, 0x8234aaab)
        .with(VLAN_TCI, 0xffff)
        .with(VLAN_PRESENT, 1);
  }
}
