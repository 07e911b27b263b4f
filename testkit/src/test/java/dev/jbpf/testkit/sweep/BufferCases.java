package dev.jbpf.testkit.sweep;

import static dev.jbpf.testkit.sweep.Script.Argument.BUFFER;
import static dev.jbpf.testkit.sweep.Script.Argument.CONTEXT;
import static dev.jbpf.testkit.sweep.Script.Argument.MAP;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.map.MapDef;
import java.util.function.Consumer;

/** What a buffer knows beside its packet: tunnels, protocols, sums, times, sizes of interfaces. */
final class BufferCases {
  private static final int GET_KEY = 20;
  private static final int SET_KEY = 21;
  private static final int GET_OPTION = 29;
  private static final int SET_OPTION = 30;
  private static final int CHANGE_PROTO = 31;
  private static final int XFRM = 66;
  private static final int CONGESTED = 97;
  private static final int LEVEL = 135;
  private static final int CHECK_MTU = 163;
  private static final int STAMP = 192;
  private static final int[] SIZES = {0, 1, 4, 8, 12, 20, 22, 24, 28, 43, 44, 45, 64};

  private final Consumer<Case> to;

  private BufferCases(Consumer<Case> to) {
    this.to = to;
  }

  static void all(Consumer<Case> to) {
    BufferCases cases = new BufferCases(to);
    cases.tunnels();
    cases.options();
    for (byte[] packet : Packets.ALL) {
      cases.protocols(packet);
      cases.sizes(packet);
    }
    Packets.TAGGED_AT_THE_END.forEach(cases::protocols);
    cases.groups();
  }

  private void add(Script script, byte[] packet) {
    to.accept(Case.of(ProgramType.SCHED_CLS, script, packet));
  }

  /** A key with these labels and extensions, at the start of the buffer. */
  private static Script key(int label, int extension) {
    Script script = new Script();
    for (int at = 0; at < 44; at += 4) {
      int value = at == 24 ? label : at == 20 ? 0x4005 | extension << 16 : 0x0102_0304 + at;
      script.then("r1 = 0x%x\n*(u32 *)(r10 - %d) = r1", value, Script.ROOM - at);
    }
    return script;
  }

  private void tunnels() {
    for (int size : SIZES) {
      for (long flags : new long[] {0, 1, 2, 16, 17, 32, 1L << 32, -1}) {
        add(
            new Script().call(GET_KEY, CONTEXT, BUFFER, size, flags).noteBuffer(),
            Packets.IPV4_TCP);
        add(new Script().call(XFRM, CONTEXT, 0, BUFFER, size, flags), Packets.IPV4_TCP);
      }
      for (long flags : new long[] {0, 1, 2, 4, 8, 15, 16, 32, 31, 64, 1L << 32, -1}) {
        for (int label : new int[] {0, 0x12_3456}) {
          for (long seen : new long[] {0, 1, 16, 17}) {
            Script script = key(label, 0).call(SET_KEY, CONTEXT, BUFFER, size, flags);
            add(script.call(GET_KEY, CONTEXT, BUFFER, 44, seen).noteBuffer(), Packets.IPV4_TCP);
          }
        }
        add(key(0, 1).call(SET_KEY, CONTEXT, BUFFER, size, flags), Packets.IPV6_UDP);
      }
      for (long seen : new long[] {0, 1, 16, 17}) {
        Script script = key(0, 0).call(SET_KEY, CONTEXT, BUFFER, 44, seen & 1);
        add(script.call(GET_KEY, CONTEXT, BUFFER, size, seen).noteBuffer(), Packets.IPV4_TCP);
      }
    }
  }

  private void options() {
    for (int size = 0; size <= Script.ROOM; size++) {
      add(new Script().call(SET_OPTION, CONTEXT, BUFFER, size), Packets.IPV4_TCP);
      add(new Script().call(GET_OPTION, CONTEXT, BUFFER, size).noteBuffer(), Packets.IPV4_TCP);
      for (int wanted : new int[] {0, 4, 8, 20, 63, 64}) {
        Script script = key(0, 0).call(SET_KEY, CONTEXT, BUFFER, 44, 0);
        script.call(SET_OPTION, CONTEXT, BUFFER, size);
        script.call(GET_OPTION, CONTEXT, BUFFER, wanted).noteBuffer();
        add(script.call(GET_KEY, CONTEXT, BUFFER, 44, 16).noteBuffer(), Packets.IPV4_TCP);
      }
    }
  }

  private static Script members(Script script) {
    script.then("r1 = *(u32 *)(r6 + %d)", SkBuff.PROTOCOL.offset()).note("r1");
    script.then("r1 = *(u32 *)(r6 + %d)", SkBuff.LEN.offset()).note("r1");
    script.then("r1 = *(u64 *)(r6 + %d)", SkBuff.TSTAMP.offset()).note("r1");
    return script.then("r1 = *(u8 *)(r6 + %d)", SkBuff.TSTAMP_TYPE.offset()).note("r1");
  }

  private void protocols(byte[] packet) {
    for (long protocol : new long[] {0x0008, 0xdd86, 0x0608, 0, 0x1_dd86, 0x0800, 0x86dd}) {
      for (long flags : new long[] {0, 1, -1}) {
        add(members(new Script().call(CHANGE_PROTO, CONTEXT, protocol, flags)), packet);
      }
      Script twice = new Script().call(CHANGE_PROTO, CONTEXT, protocol, 0);
      add(members(twice.call(CHANGE_PROTO, CONTEXT, 0x0008, 0)), packet);
    }
    for (int first = 0; first < 5; first++) {
      for (int second = 0; second < 4; second++) {
        Script script = new Script().call(LEVEL, CONTEXT, first).call(LEVEL, CONTEXT, second);
        add(script.call(LEVEL, CONTEXT, 1).call(LEVEL, CONTEXT, 0), packet);
      }
    }
    for (int bits = 0; bits < 16; bits++) {
      byte[] marked = packet.clone();
      marked[15] = (byte) (bits % 8 << bits / 8 * 4);
      add(new Script().call(CONGESTED, CONTEXT).call(CONGESTED, CONTEXT), marked);
    }
    for (long time : new long[] {0, 1, 1L << 40, -1}) {
      for (long kind : new long[] {0, 1, 2, 3, 1L << 32, -1}) {
        add(members(new Script().call(STAMP, CONTEXT, time, kind)), packet);
      }
    }
  }

  private void sizes(byte[] packet) {
    for (ProgramType type : new ProgramType[] {ProgramType.SCHED_CLS, ProgramType.XDP}) {
      for (long index : new long[] {0, 1, 99_999, 1L << 32}) {
        for (long length : new long[] {0, 1, 65_536, 65_537, 0xffff_ffffL}) {
          for (long by : new long[] {0, 1, -1, 65_536, -100}) {
            Script script = new Script().then("r1 = 0x%x\n*(u32 *)(r10 - 64) = r1", length);
            script.call(CHECK_MTU, CONTEXT, index, BUFFER, by, 0);
            to.accept(Case.of(type, script.noteBuffer(), packet));
          }
        }
      }
      for (long flags : new long[] {1, 2, 1L << 32, -1}) {
        for (long by : new long[] {0, 1}) {
          Script script = new Script().then("r1 = %d\n*(u32 *)(r10 - 64) = r1", by);
          script.call(CHECK_MTU, CONTEXT, 1, BUFFER, by, flags).noteBuffer();
          to.accept(Case.of(type, script, packet));
          Script none = new Script().then("r1 = 0\n*(u32 *)(r10 - 64) = r1");
          none.call(CHECK_MTU, CONTEXT, 1, BUFFER, by, flags).noteBuffer();
          to.accept(Case.of(type, none, packet));
        }
      }
    }
  }

  private void groups() {
    MapDef<?, ?> def = MapDef.cgroupArray("m", 4);
    for (long index : new long[] {0, 3, 4, 5, 1L << 32, -1}) {
      Script script = new Script().call(33, CONTEXT, MAP, index);
      to.accept(Case.of(ProgramType.SCHED_CLS, script, Packets.IPV4_TCP, def));
      Script task = new Script().call(37, MAP, index);
      to.accept(Case.of(ProgramType.SCHED_CLS, task, Packets.IPV4_TCP, def));
    }
    for (int helper : new int[] {79, 80}) {
      to.accept(
          Case.of(
              ProgramType.SCHED_CLS,
              new Script().callForPointer(helper, CONTEXT),
              Packets.IPV4_TCP));
    }
    for (long level : new long[] {64, 1_000, -1}) {
      add(new Script().call(83, CONTEXT, level), Packets.IPV4_TCP);
      add(new Script().call(123, level), Packets.IPV4_TCP);
    }
    add(new Script().call(151, CONTEXT), Packets.IPV4_TCP);
  }
}
