package dev.jbpf.verifier.step.call;

import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.Num;
import dev.jbpf.verifier.step.machine.Machine;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Formats of {@code bpf_snprintf}: the only ones that kernels read before a program runs. */
final class FormatString {
  private static final int FORMAT = 3;
  private static final int DATA_LENGTH = 5;

  private static final String END = "(?=[\\s\\p{Punct}]|\\z)";

  /** A conversion, from its percent sign on. */
  private static final Pattern CONVERSION =
      Pattern.compile(
          "%(?:%|[0 +-]*(?:[1-9]\\d*)?(?:"
              + String.join(
                  "|",
                  "l{0,2}[diuxX]",
                  "c",
                  "s" + END,
                  "p" + END,
                  "p[KxsSB]",
                  "p[iI][46]",
                  "p[ku]s" + END)
              + "))");

  private static final Pattern FOREIGN = Pattern.compile("[^\\s\\x20-\\x7e]");

  private FormatString() {}

  /**
   * Checks {@code format} against the size of the numbers.
   *
   * @param format the bytes before its 0
   */
  static void check(Machine machine, byte... format) {
    String text = new String(format, StandardCharsets.ISO_8859_1);
    long bytes = ((Num) machine.state().get(DATA_LENGTH)).scalar().bits().value();
    if (bytes % Long.BYTES != 0) {
      throw Machine.refusal(
          Rule.ARGUMENT_KIND,
          DATA_LENGTH,
          "the arguments have " + bytes + " bytes; each of them is a number of 8");
    }
    if (FOREIGN.matcher(text).find()) {
      throw refusal(text, "has bytes that are no printable ASCII");
    }
    Matcher conversion = CONVERSION.matcher(text);
    long wanted = 0;
    for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', conversion.end())) {
      if (!conversion.region(at, text.length()).lookingAt()) {
        throw refusal(text, "has no conversion that kernels know at index " + at);
      }
      wanted += conversion.group().equals("%%") ? 0 : 1;
    }
    if (Long.compareUnsigned(wanted, bytes >>> 3) > 0) {
      throw refusal(text, "takes " + wanted + " arguments, given are " + (bytes >>> 3));
    }
  }

  private static RuntimeException refusal(String text, String fault) {
    return Machine.refusal(Rule.ARGUMENT_KIND, FORMAT, "the format '" + text + "' " + fault);
  }
}
