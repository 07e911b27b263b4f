package dev.jbpf.benchmarks.time;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.Nothing;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.event.EventRecord;
import dev.jbpf.runtime.event.RingBuffers;
import dev.jbpf.text.Assembler;

/** Reads a ring buffer that is full of records of 64 bytes. */
public final class DrainWork implements RuntimeWork {
  private static final int BYTES = 1 << 19;
  private static final int RECORD = 64;
  private static final int RECORDS = BYTES / (RECORD + 8) - 1;

  private final KernelMap<Nothing, Nothing> ring =
      Kernel.local().create(MapDef.ringBuffer("events", BYTES));
  private final KernelProgram producer = Kernel.local().load(spec(), ring);
  private final RingBuffers reader = RingBuffers.open(Kernel.local()).add(ring, this::take);

  private long sum;

  private static ProgramSpec spec() {
    Program program =
        Assembler.assemble(
                """
                r1 = events ll
                r2 = %d
                r3 = 0
                call 131
                if r0 == 0 goto full
                r1 = 7
                *(u64 *)(r0 + 0) = r1
                r1 = r0
                r2 = 1
                call 132
                r0 = 1
                exit
                full:
                r0 = 0
                exit
                """
                    .formatted(RECORD))
            .program()
            .orElseThrow();
    return ProgramSpec.of("send", ProgramType.SOCKET_FILTER, program);
  }

  private void take(EventRecord record) {
    sum += record.getLong(0) + record.size();
  }

  @Override
  public void prepare() {
    producer.testRun(TestRun.onPacket(new byte[14]).withRepeat(RECORDS));
  }

  @Override
  public long run() {
    int count = reader.consume();
    if (count != RECORDS) {
      throw new IllegalStateException(count + " records of " + RECORDS);
    }
    return sum;
  }

  @Override
  public int share() {
    return 1;
  }

  @Override
  public int elements() {
    return RECORDS;
  }

  @Override
  public void close() {
    reader.close();
    producer.close();
    ring.close();
  }
}
