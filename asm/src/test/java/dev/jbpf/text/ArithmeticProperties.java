package dev.jbpf.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jbpf.internal.Exact;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** T6: what directives calculate is exact, or an error: nothing is cut to 64 bits. */
class ArithmeticProperties {
  private static final BigInteger WHOLE = BigInteger.ONE.shiftLeft(64);

  /** A text, and its value if there is one however many bits that takes. */
  private record Sum(String text, Optional<BigInteger> value) {

    /** The value is lost once a part of it does not fit. */
    Optional<BigInteger> fitting() {
      return value.filter(number -> Exact.fits(number, 64));
    }
  }

  @Provide
  Arbitrary<Sum> sums() {
    Arbitrary<BigInteger> numbers =
        Arbitraries.oneOf(
            Arbitraries.bigIntegers().between(BigInteger.ZERO, WHOLE.subtract(BigInteger.ONE)),
            Arbitraries.of(
                BigInteger.ZERO,
                BigInteger.ONE,
                BigInteger.TWO,
                BigInteger.valueOf(Long.MAX_VALUE),
                BigInteger.ONE.shiftLeft(63),
                BigInteger.valueOf(Integer.MAX_VALUE),
                BigInteger.valueOf(63),
                BigInteger.valueOf(64),
                WHOLE.subtract(BigInteger.ONE)));
    return Arbitraries.lazyOf(
        () -> numbers.map(number -> new Sum("0x" + number.toString(16), Optional.of(number))),
        () -> numbers.map(number -> new Sum(number.toString(), Optional.of(number))),
        () -> sums().map(ArithmeticProperties::negated),
        () ->
            Combinators.combine(
                    sums(),
                    Arbitraries.of("+", "-", "*", "/", "%", "<<", ">>", "&", "|", "^"),
                    sums())
                .as(ArithmeticProperties::combined));
  }

  private static Sum negated(Sum sum) {
    return new Sum("-(" + sum.text + ")", sum.fitting().map(BigInteger::negate));
  }

  private static Sum combined(Sum left, String operator, Sum right) {
    Optional<BigInteger> value =
        left.fitting().flatMap(a -> right.fitting().flatMap(b -> calculate(a, operator, b)));
    return new Sum("(" + left.text + ") " + operator + " (" + right.text + ")", value);
  }

  private static Optional<BigInteger> calculate(BigInteger a, String operator, BigInteger b) {
    boolean isDivision = operator.equals("/") || operator.equals("%");
    boolean isShift = operator.equals("<<") || operator.equals(">>");
    if (isDivision && b.signum() == 0 || isShift && b.signum() < 0) {
      return Optional.empty();
    }
    int count = isShift ? b.min(BigInteger.valueOf(200)).intValue() : 0;
    return Optional.of(
        switch (operator) {
          case "+" -> a.add(b);
          case "-" -> a.subtract(b);
          case "*" -> a.multiply(b);
          case "/" -> a.divide(b);
          case "%" -> a.remainder(b);
          case "&" -> a.and(b);
          case "|" -> a.or(b);
          case "^" -> a.xor(b);
          case "<<" -> a.shiftLeft(count);
          // The 64 bits are shifted, as by other assemblers.
          default -> (count == 0 ? a : a.mod(WHOLE)).shiftRight(count);
        });
  }

  @Property(tries = 3000)
  void aValueIsExactOrAnError(@ForAll("sums") Sum sum) {
    Assembly assembly = Assembler.assemble(".set x, " + sum.text + "\n.raw x\n.raw " + sum.text);
    Optional<BigInteger> expected = sum.fitting();
    if (assembly.hasErrors()) {
      assertThat(expected).as(sum.text + assembly.report()).isEmpty();
    } else {
      assertThat(expected).as(sum.text).isPresent();
      long bits = expected.orElseThrow().longValue();
      assertThat(assembly.program().orElseThrow().word(0)).as(sum.text).isEqualTo(bits);
      assertThat(assembly.program().orElseThrow().word(1)).as(sum.text).isEqualTo(bits);
      assertThat(assembly.program().orElseThrow().toBytes(ByteOrder.LITTLE_ENDIAN)).hasSize(16);
    }
  }
}
