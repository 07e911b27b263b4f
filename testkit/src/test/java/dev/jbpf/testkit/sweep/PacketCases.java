package dev.jbpf.testkit.sweep;

import static dev.jbpf.testkit.sweep.Script.Argument.BUFFER;
import static dev.jbpf.testkit.sweep.Script.Argument.CONTEXT;

import dev.jbpf.kernel.ProgramType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Helpers that read, write and resize packets, at every edge of the packet. */
final class PacketCases {
  private static final List<ProgramType> SKB_TYPES =
      List.of(
          ProgramType.SCHED_CLS,
          ProgramType.SCHED_ACT,
          ProgramType.SOCKET_FILTER,
          ProgramType.CGROUP_SKB,
          ProgramType.LWT_XMIT,
          ProgramType.LWT_IN);

  private static final long[] FLAGS = {0, 1, 2, 3, 4, 8, 1L << 32, -1};

  private final Consumer<Case> to;

  private PacketCases(Consumer<Case> to) {
    this.to = to;
  }

  static void all(Consumer<Case> to) {
    PacketCases cases = new PacketCases(to);
    Stream.of(Packets.IPV4_UDP, Packets.IPV6_UDP, Packets.NUMBERS, Packets.NUMBERS_LONG)
        .forEach(cases::on);
    Packets.ALL.forEach(cases::headers);
  }

  /** Around 0, the headers and the end, and where 16, 31 and 32 bits end. */
  private static List<Long> edges(int length) {
    List<Long> all = new ArrayList<>();
    for (long edge : new long[] {0, 14, 34, length, 0xffff, 0x1_0000, 70_000, 1L << 31, 1L << 32}) {
      for (long by = -2; by <= 2; by++) {
        if (!all.contains(edge + by)) {
          all.add(edge + by);
        }
      }
    }
    all.add((long) length - 16);
    return all;
  }

  private void on(byte[] packet) {
    for (ProgramType type : SKB_TYPES) {
      for (long offset : edges(packet.length)) {
        for (int size : new int[] {1, 4, 16, 64}) {
          add(type, packet, new Script().call(26, CONTEXT, offset, BUFFER, size).noteBuffer());
        }
        for (long start : new long[] {0, 1, 2, -1}) {
          add(type, packet, relative(offset, 4, start));
        }
      }
      add(type, packet, relative(0, 16, 0));
      add(type, packet, relative(0, 16, 1));
    }
    for (ProgramType type : List.of(ProgramType.SCHED_CLS, ProgramType.LWT_XMIT)) {
      for (long offset : edges(packet.length)) {
        for (long flags : FLAGS) {
          add(type, packet, new Script().call(9, CONTEXT, offset, BUFFER, 4, flags));
        }
        for (int size : new int[] {1, 2, 64}) {
          add(type, packet, new Script().call(9, CONTEXT, offset, BUFFER, size, 0));
        }
      }
      resized(type, packet);
    }
    xdp(packet);
  }

  /** Loads of the classic machine, from the packet's start, the network's header and the link's. */
  private void headers(byte[] packet) {
    for (ProgramType type : SKB_TYPES) {
      for (int start : new int[] {0, -0x10_0000, -0x20_0000}) {
        for (int offset : new int[] {0, 1, 11, 13, 14, 20, packet.length - 1, packet.length}) {
          for (int bits : new int[] {8, 16, 32}) {
            add(
                type,
                packet,
                new Script()
                    .then("r8 = 7")
                    .note("r8")
                    .then("r0 = *(u%d *)skb[%d]", bits, start + offset)
                    .note("r0"));
          }
        }
      }
    }
  }

  private static Script relative(long offset, int size, long start) {
    return new Script().call(68, CONTEXT, offset, BUFFER, size, start).noteBuffer();
  }

  private void resized(ProgramType type, byte[] packet) {
    List<Long> sizes = edges(packet.length);
    for (long near : new long[] {3_520, 4_096, 15_000, 16_000, 16_064, 16_384, 32_768, 65_535}) {
      sizes.addAll(List.of(near - 1, near, near + 1));
    }
    for (long size : sizes) {
      add(type, packet, resize(38, size, 0));
      add(type, packet, resize(39, size));
      add(type, packet, resize(43, size, 0));
    }
    for (long flags : FLAGS) {
      add(type, packet, resize(38, 50, flags));
      add(type, packet, resize(43, 4, flags));
    }
    for (long by : new long[] {1, 4, 16, 63, 64, 65, 128, 192, 255, 256, 257, 300}) {
      add(type, packet, resize(43, by, 0));
    }
    add(type, packet, new Script().call(38, CONTEXT, 40, 0).call(38, CONTEXT, 90, 0));
    add(type, packet, new Script().call(43, CONTEXT, 14, 0).call(38, CONTEXT, 30, 0));
  }

  /** Resizes, and tells the length as the context has it afterwards. */
  private static Script resize(int helper, long size, long... flags) {
    Script script = new Script();
    if (flags.length == 0) {
      script.call(helper, CONTEXT, size);
    } else {
      script.call(helper, CONTEXT, size, flags[0]);
    }
    return script.then("r1 = *(u32 *)(r6 + 0)").note("r1");
  }

  private void xdp(byte[] packet) {
    for (long offset : edges(packet.length)) {
      for (int size : new int[] {1, 4, 16, 64}) {
        add(
            ProgramType.XDP,
            packet,
            new Script().call(189, CONTEXT, offset, BUFFER, size).noteBuffer());
        add(ProgramType.XDP, packet, new Script().call(190, CONTEXT, offset, BUFFER, size));
      }
    }
    add(ProgramType.XDP, packet, new Script().call(188, CONTEXT));
    int most = 3_520 - packet.length;
    for (long by :
        new long[] {
          0,
          1,
          -1,
          2,
          4,
          13,
          14,
          15,
          50,
          -50,
          100,
          215,
          216,
          217,
          240,
          252,
          256,
          257,
          1_000,
          most,
          most - 64,
          most + 1,
          most - 1,
          4_000,
          65_000,
          1L << 31,
          -(1L << 31),
          1L << 32
        }) {
      for (int sign : new int[] {1, -1}) {
        for (int helper : new int[] {44, 54, 65}) {
          add(ProgramType.XDP, packet, adjust(new Script(), helper, sign * by));
        }
      }
    }
    for (long by : new long[] {-4, -8, -32, -252, -256, -6}) {
      for (long then : new long[] {4, -4, -100, -200, -216, 20, 8}) {
        Script script = adjust(new Script(), 54, by);
        add(ProgramType.XDP, packet, adjust(script, 44, then));
        add(ProgramType.XDP, packet, adjust(adjust(new Script(), 44, then), 54, by));
        add(ProgramType.XDP, packet, adjust(adjust(new Script(), 65, then), 65, -then));
        add(ProgramType.XDP, packet, adjust(adjust(new Script(), 65, -then), 65, then));
      }
    }
  }

  private static Script adjust(Script script, int helper, long by) {
    return script.call(helper, CONTEXT, by).call(188, CONTEXT);
  }

  private void add(ProgramType type, byte[] packet, Script script) {
    to.accept(Case.of(type, script, packet));
  }
}
