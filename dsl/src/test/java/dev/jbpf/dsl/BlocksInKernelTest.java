package dev.jbpf.dsl;

import static dev.jbpf.isa.Reg.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.testing.KernelTest;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Blocks do in the kernel what the same tree does in Java. */
@KernelTest
class BlocksInKernelTest {
  private static final int ETHERNET_HEADER = 14;

  @Test
  void fiveHundredPrograms() {
    compare(0, 500);
  }

  @Test
  @Tag("long")
  void tenThousandPrograms() {
    compare(500, 10_500);
  }

  private static void compare(int from, int to) {
    for (int seed = from; seed < to; seed++) {
      RandomBlocks.Statement tree = new RandomBlocks(seed).next();
      int length = ETHERNET_HEADER + 50 + new Random(seed).nextInt(100);
      assertThat(inKernel(tree, length)).as("seed %d", seed).isEqualTo(inJava(tree, length));
    }
  }

  private static int inJava(RandomBlocks.Statement tree, int length) {
    long[] v = {length - ETHERNET_HEADER, 3, -5};
    tree.run(v);
    return (int) (v[0] ^ v[1] * 31 ^ v[2]);
  }

  private static int inKernel(RandomBlocks.Statement tree, int length) {
    Program program = ProgramBuilder.program(ProgramType.SOCKET_FILTER, b -> build(b, tree));
    ProgramSpec spec = ProgramSpec.of("blocks", ProgramType.SOCKET_FILTER, program);
    try (KernelProgram loaded = Bpf.load(spec)) {
      return (int) loaded.testRun(TestRun.onPacket(new byte[length])).returnValue();
    }
  }

  private static void build(ProgramBuilder b, RandomBlocks.Statement tree) {
    RandomBlocks.addSubprograms(b);
    b.load(R6, R1, SkBuff.LEN).mov(R7, 3).mov(R8, -5);
    b.callSubprogram("mix", Arg.imm(0), Arg.imm(0));
    tree.build(b);
    b.mul(R7, 31).xor(R6, R7).xor(R6, R8).mov(R0, R6).exit();
  }
}
