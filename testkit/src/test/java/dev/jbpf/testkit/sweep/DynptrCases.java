package dev.jbpf.testkit.sweep;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import java.util.function.Consumer;

/** Dynptrs over values of maps and over records: each offset and length, and flags. */
final class DynptrCases {
  private static final int FROM_MEMORY = 197;
  private static final int RESERVE = 198;
  private static final int SUBMIT = 199;
  private static final int DISCARD = 200;
  private static final int READ = 201;
  private static final int WRITE = 202;
  private static final int DATA = 203;
  private static final MapDef<?, ?> VALUES = MapDef.array("m", Codec.bytes(48), 1);
  private static final MapDef<?, ?> RING = MapDef.ringBuffer("m", 4_096);
  private static final long[] OFFSETS = {0, 1, 8, 39, 40, 41, 47, 48, 49, 1L << 31, 0xffff_ffffL};

  private final Consumer<Case> to;

  private DynptrCases(Consumer<Case> to) {
    this.to = to;
  }

  static void all(Consumer<Case> to) {
    DynptrCases cases = new DynptrCases(to);
    for (int size : new int[] {0, 1, 2, 8, 16, 40, 41, 47, 48}) {
      cases.accesses(size);
    }
    for (long size : new long[] {0, 1, 8, 48, 4_080, 4_088, 4_096, 1 << 24, 0xffff_ffffL}) {
      for (long flags : new long[] {0, 1, 2, 1L << 32, -1}) {
        cases.records(size, flags);
      }
    }
  }

  private static Script memory(int size, long flags) {
    return new Script()
        .then("r1 = 0\n*(u32 *)(r10 - 72) = r1\nr2 = r10\nr2 += -72\nr1 = m ll\ncall 1")
        .then("if r0 == 0 goto none\nr9 = r0\nr1 = r9\nr2 = %d\nr3 = 0x%x ll", size, flags)
        .then("r4 = r10\nr4 += -96\ncall %d", FROM_MEMORY)
        .note("r0");
  }

  private void accesses(int size) {
    for (long flags : new long[] {0, 1, 1L << 32, -1}) {
      add(read(memory(size, flags), 8, 0, 0).then("none:"), VALUES);
    }
    for (long offset : OFFSETS) {
      for (int length : new int[] {0, 1, 7, 8, 40, 48, 64}) {
        add(read(memory(size, 0), length, offset, 0).then("none:"), VALUES);
        Script written = write(memory(size, 0), length, offset, 0);
        add(read(written, 48, 0, 0).then("none:"), VALUES);
      }
      for (int length : new int[] {1, 8, 40, 48}) {
        add(data(memory(size, 0), length, offset).then("none:"), VALUES);
      }
    }
    for (long flags : new long[] {1, 2, 3, 1L << 32, -1}) {
      add(read(memory(size, 0), 8, 0, flags).then("none:"), VALUES);
      add(write(memory(size, 0), 8, 0, flags).then("none:"), VALUES);
    }
  }

  private static Script read(Script script, int length, long offset, long flags) {
    return script
        .then("r1 = r10\nr1 += -64\nr2 = %d\nr3 = r10\nr3 += -96", length)
        .then("r4 = 0x%x ll\nr5 = 0x%x ll\ncall %d", offset, flags, READ)
        .note("r0")
        .noteBuffer();
  }

  private static Script write(Script script, int length, long offset, long flags) {
    return script
        .then("r1 = r10\nr1 += -96\nr2 = 0x%x ll\nr3 = r10\nr3 += -64", offset)
        .then("r4 = %d\nr5 = 0x%x ll\ncall %d", length, flags, WRITE)
        .note("r0");
  }

  private static Script data(Script script, int length, long offset) {
    String none = script.label();
    return script
        .then("r1 = r10\nr1 += -96\nr2 = 0x%x ll\nr3 = %d\ncall %d", offset, length, DATA)
        .then("r1 = 0xdead\nif r0 == 0 goto %s\nr1 = 5\n*(u8 *)(r0 + %d) = r1", none, length - 1)
        .then("r1 = *(u8 *)(r0 + 0)\n%s:", none)
        .note("r1");
  }

  private void records(long size, long flags) {
    for (int end : new int[] {SUBMIT, DISCARD}) {
      for (long offset : new long[] {0, 8, 40, 4_000}) {
        Script script = new Script();
        script.then("r1 = m ll\nr2 = 0x%x ll\nr3 = 0x%x ll\nr4 = r10\nr4 += -96", size, flags);
        script.then("call %d", RESERVE).note("r0");
        // All that is compared of a record has to be written.
        for (int at = 0; at < Math.min(size, 48) / 8; at++) {
          write(script, 8, at * 8L, 0);
        }
        write(script, 8, offset, 0);
        data(script, 8, offset);
        script.then("r1 = r10\nr1 += -96\nr2 = 0\ncall %d", size > 48 ? DISCARD : end);
        for (int what = 0; what < 4; what++) {
          script.call(134, Script.Argument.MAP, what);
        }
        add(script, RING);
      }
    }
  }

  private void add(Script script, MapDef<?, ?> def) {
    if (!script.isFull(0)) {
      to.accept(Case.of(ProgramType.SCHED_CLS, script, Packets.IPV4_TCP, def));
    }
  }
}
