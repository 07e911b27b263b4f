package dev.jbpf.vm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.isa.Field;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.isa.Words;
import dev.jbpf.vm.fault.VmFault;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are: a result or a fault, soon. */
class SandboxTest {
  private static final VmOptions OPTIONS = VmOptions.DEFAULT.withBudget(1_000);

  @Test
  void randomBytesDoNoHarm() {
    run(20_000, Engine.INTERPRETER, 1);
    run(1_000, Engine.JIT, 2);
  }

  @Tag("long")
  @Test
  void aMillionRandomProgramsDoNoHarm() {
    run(1_000_000, Engine.INTERPRETER, 3);
    run(20_000, Engine.JIT, 4);
  }

  private static void run(int count, Engine engine, long seed) {
    Random random = new Random(seed);
    Vm vm = Vm.create(OPTIONS.withEngine(engine));
    int results = 0;
    for (int i = 0; i < count; i++) {
      byte[] bytes = bytes(random);
      try {
        vm.load(Program.decode(bytes, ByteOrder.LITTLE_ENDIAN)).run(new byte[32]);
        results++;
      } catch (VmFault expected) {
        assertThat(expected.slot().number()).isLessThanOrEqualTo(bytes.length / Words.BYTES);
      }
    }
    assertThat(results).isPositive();
  }

  /** Half of the slots have an opcode and fixed fields that exist, so that more than one runs. */
  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[Words.BYTES * (1 + random.nextInt(20))];
    random.nextBytes(bytes);
    List<Op> ops = Op.all();
    for (int at = 0; at < bytes.length; at += Words.BYTES) {
      if (random.nextBoolean()) {
        Op op = ops.get(random.nextInt(ops.size()));
        long dst = op.format().has(Field.DST) ? random.nextInt(Reg.COUNT - 1) << 8 : 0;
        long src = op.format().has(Field.SRC) ? random.nextInt(Reg.COUNT) << 12 : 0;
        long word = op.template() | dst | src;
        Words.store(word, bytes, at, ByteOrder.LITTLE_ENDIAN);
      }
    }
    return bytes;
  }
}
