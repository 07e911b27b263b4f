package dev.jbpf.verifier.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.code.Program;
import dev.jbpf.isa.Operation;
import dev.jbpf.runtime.testing.KernelTest;
import dev.jbpf.text.Assembler;
import dev.jbpf.verifier.scalar.KnownBits;
import dev.jbpf.verifier.scalar.Scalar;
import dev.jbpf.verifier.scalar.ScalarArithmetic;
import dev.jbpf.verifier.testing.RunningVerifier.Question;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is known of a product is at least what the kernel's log says of it. */
@KernelTest
class MultiplicationTest {
  private static final int PRODUCTS = 120;
  private static final int SOCKET_FILTER = 1;
  private static final Pattern PRODUCT = Pattern.compile("r6 \\*= r7 +; R6=(\\w*\\([^)]*\\)|\\S+)");
  private static final Pattern BITS = Pattern.compile("var_off=\\(0x(\\w+); 0x(\\w+)");

  private final Random random = new Random(5);
  private final List<Scalar> ours = new ArrayList<>();

  @BeforeAll
  static void onlyThatKernel() {
    AskedKernel.require();
  }

  @Test
  void asMuchIsKnownAsTheKernelKnows() {
    StringBuilder source = new StringBuilder();
    for (int i = 0; i < PRODUCTS; i++) {
      Scalar a = operand(source, 6);
      Scalar b = operand(source, 7);
      source.append("r6 *= r7\n");
      ours.add(ScalarArithmetic.apply(Operation.MUL, Long.SIZE, a, b));
    }
    source.append("r0 = 0\nexit\n");
    List<Long> open =
        PRODUCT.matcher(log(source.toString())).results().map(this::openBits).toList();
    assertThat(open).hasSize(PRODUCTS);
    for (int i = 0; i < PRODUCTS; i++) {
      KnownBits bits = ours.get(i).bits();
      assertThat(bits.mask() & ~open.get(i)).as("product %d: %s", i, bits).isZero();
    }
  }

  /** {@return the bits of the product that the kernel does not know} */
  private long openBits(MatchResult product) {
    String known = product.group(1);
    List<MatchResult> bits = BITS.matcher(known).results().toList();
    if (!bits.isEmpty()) {
      return Long.parseUnsignedLong(bits.get(0).group(2), 16);
    }
    return known.startsWith("scalar(") ? -1 : 0;
  }

  /** Any number, of which some bits are let be and others set. */
  private Scalar operand(StringBuilder source, int register) {
    long kept = 0;
    for (int i = random.nextInt(5); i > 0; i--) {
      kept |= 1L << random.nextInt(random.nextBoolean() ? 8 : 24);
    }
    long set = random.nextLong() & ~kept & (random.nextBoolean() ? -1 : 0xfff);
    source.append(
        """
        call 7
        r%1$d = r0
        r%1$d <<= 32
        call 7
        r%1$d |= r0
        r1 = %2$d ll
        r%1$d &= r1
        r1 = %3$d ll
        r%1$d |= r1
        """
            .formatted(register, kept, set));
    Scalar some =
        ScalarArithmetic.apply(Operation.AND, Long.SIZE, Scalar.UNKNOWN, Scalar.constant(kept));
    return ScalarArithmetic.apply(Operation.OR, Long.SIZE, some, Scalar.constant(set));
  }

  private static String log(String source) {
    Program program = Assembler.assemble(source).program().orElseThrow();
    long[] code = new long[program.size()];
    ByteBuffer.wrap(program.toBytes(ByteOrder.LITTLE_ENDIAN))
        .order(ByteOrder.LITTLE_ENDIAN)
        .asLongBuffer()
        .get(code);
    return new RunningVerifier().ask(Question.of(SOCKET_FILTER, 0, code), 2).log();
  }
}
