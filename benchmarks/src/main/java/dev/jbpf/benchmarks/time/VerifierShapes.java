package dev.jbpf.benchmarks.time;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.text.Assembler;
import dev.jbpf.text.Assembly;
import dev.jbpf.text.Dialect;
import dev.jbpf.verifier.subject.Subject;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Programs that are long, or of which much is followed. */
final class VerifierShapes {
  private VerifierShapes() {}

  /** {@return the programs by what they are} */
  static Map<String, Subject> all() {
    Map<String, Subject> all = new LinkedHashMap<>();
    all.put("100,000 moves", text("r0 = 1\n".repeat(99_999) + "exit\n"));
    all.put("100,000 of arithmetic, stack and branches", text(mixed(100_000)));
    all.put("a loop of 160,000 rounds", text(loop()));
    all.put("nested loops, 481,503 followed", text(nested()));
    all.put("nested loops over the stack", text(nestedOverStack()));
    all.put("3 unknown conditions in a loop of 2,000", text(conditions()));
    return all;
  }

  private static Subject text(String source) {
    Assembly assembly =
        Assembler.assemble(source.getBytes(StandardCharsets.UTF_8), "shape.s", Dialect.AUTO);
    Program program =
        assembly.program().orElseThrow(() -> new IllegalArgumentException(assembly.report()));
    return Subject.of(
        Program.decode(program.toBytes(ByteOrder.LITTLE_ENDIAN), ByteOrder.LITTLE_ENDIAN),
        ProgramType.SOCKET_FILTER);
  }

  private static String mixed(int slots) {
    String block =
        """
        r0 += 7
        *(u64 *)(r10 - 8) = r0
        r2 = *(u64 *)(r10 - 8)
        r2 &= 255
        if r2 > 5 goto +1
        r2 += 1
        """;
    return "r0 = 0\n" + block.repeat((slots - 3) / 6) + "r0 = 0\nexit\n";
  }

  private static String loop() {
    return """
        r1 = 0
        again:
        r2 = r1
        r2 *= 3
        r1 += 1
        if r1 < 160000 goto again
        r0 = 0
        exit
        """;
  }

  private static String nested() {
    return """
        r6 = 0
        outer:
        r7 = 0
        inner:
        r7 += 1
        if r7 < 480 goto inner
        r6 += 1
        if r6 < 500 goto outer
        r0 = 0
        exit
        """;
  }

  private static String nestedOverStack() {
    return """
        r6 = 0
        outer:
        r7 = 0
        inner:
        *(u64 *)(r10 - 8) = r7
        r1 = *(u64 *)(r10 - 8)
        *(u64 *)(r10 - 16) = r6
        r1 += r6
        r7 += 1
        if r7 < 240 goto inner
        r6 += 1
        if r6 < 340 goto outer
        r0 = 0
        exit
        """;
  }

  /** What is unknown is looked at again in each round, and forgotten. */
  private static String conditions() {
    StringBuilder text = new StringBuilder("r6 = r1\nr7 = 0\nagain:\n");
    for (int i = 0; i < 3; i++) {
      text.append("r1 = *(u32 *)(r6 + 0)\nif r1 > ").append(i).append(" goto +1\nr1 += 1\n");
    }
    return text.append("r7 += 1\nif r7 < 2000 goto again\nr0 = 0\nexit\n").toString();
  }
}
