package dev.jbpf.runtime.attach.usdt;

import dev.jbpf.kernel.PtRegs;
import dev.jbpf.runtime.attach.usdt.ProbeArgument.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads where a static probe's arguments are, as the assembler of a machine writes operands: {@code
 * -4@%eax 8@-8(%rbp,%rax,4)} on x86-64, {@code -4@w0 8@[sp, 16]} on arm64. Before the at sign is the
 * size in bytes, negative for signed numbers.
 */
final class ProbeArguments {
  private static final String SIZE = "\\s*(?<size>[-\\w]+)@";
  private static final Pattern X86_64 =
      Pattern.compile(
          SIZE
              + "(?:\\$(?<constant>-?\\w+)|%(?<register>\\w+)"
              + "|(?<symbol>[a-zA-Z_.][\\w.$]*)?(?<offset>[-+]?\\d\\w*)?\\(\\s*%(?<base>\\w+)\\s*"
              + "(?:,\\s*%(?<index>\\w+)\\s*(?:,\\s*(?<scale>\\d+)\\s*)?)?\\))(?=\\s|$)");
  private static final Pattern ARM64 =
      Pattern.compile(
          SIZE
              + "(?:(?<constant>-?\\d\\w*)|(?<register>[a-z]\\w*)"
              + "|\\[\\s*(?<base>\\w+)\\s*(?:,\\s*#?(?<offset>-?\\d\\w*)\\s*"
              + "|,\\s*(?<index>[a-z]\\w*)\\s*(?:,\\s*lsl\\s+#?(?<shift>\\d)\\s*)?)?\\])(?=\\s|$)");

  private static final Map<String, Integer> SHIFTS = Map.of("1", 0, "2", 1, "4", 2, "8", 3);

  private final PtRegs machine;
  private final String text;
  private final Function<String, Optional<Long>> symbols;
  private final Matcher matcher;

  private ProbeArguments(
      PtRegs machine, String text, Function<String, Optional<Long>> symbols) {
    this.machine = machine;
    this.text = text;
    this.symbols = symbols;
    this.matcher = syntax(machine).matcher(text);
  }

  private static Pattern syntax(PtRegs machine) {
    return switch (machine) {
      case X86_64 -> X86_64;
      case ARM64 -> ARM64;
      case S390X, RISCV64, PPC64LE ->
          throw new IllegalArgumentException(
              "arguments of static probes are read on x86-64 and arm64, not on " + machine);
    };
  }

  /**
   * {@return the arguments that {@code text} describes}
   *
   * @param symbols tells how many bytes behind the probe a symbol is
   * @throws IllegalArgumentException if it describes one that programs cannot read; says which
   */
  static List<ProbeArgument> parse(
      PtRegs machine, String text, Function<String, Optional<Long>> symbols) {
    return new ProbeArguments(machine, text.strip(), symbols).parse();
  }

  private List<ProbeArgument> parse() {
    List<ProbeArgument> arguments = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      if (!matcher.region(at, text.length()).lookingAt()) {
        throw wrong(text.substring(at).strip(), "is none that programs can read");
      }
      arguments.add(argument(matcher.toMatchResult()));
      at = matcher.end();
    }
    return arguments;
  }

  private ProbeArgument argument(MatchResult found) {
    int size = size(found);
    boolean isSigned = size < 0;
    int bytes = Math.abs(size);
    if (matcher.group("constant") != null) {
      long value = number(matcher.group("constant"));
      return new ProbeArgument(Kind.CONSTANT, value, 0, 0, 0, bytes, isSigned);
    }
    if (matcher.group("register") != null) {
      int register = register(matcher.group("register"));
      return new ProbeArgument(Kind.REGISTER, 0, register, 0, 0, bytes, isSigned);
    }
    long offset = offset();
    int base = register(matcher.group("base"));
    if (matcher.group("index") == null) {
      return new ProbeArgument(Kind.MEMORY, offset, base, 0, 0, bytes, isSigned);
    }
    int index = register(matcher.group("index"));
    return new ProbeArgument(Kind.INDEXED, offset, base, index, shift(), bytes, isSigned);
  }

  private long offset() {
    long offset = matcher.group("offset") == null ? 0 : number(matcher.group("offset"));
    return machine == PtRegs.X86_64 && matcher.group("symbol") != null
        ? offset + distance(matcher.group("symbol"))
        : offset;
  }

  /** Only places that are told from where the code is are the same in every process. */
  private long distance(String symbol) {
    if (!matcher.group("base").equals("rip")) {
      throw wrong(matcher.group().strip(), "is at an address that is not known before it runs");
    }
    return symbols
        .apply(symbol)
        .orElseThrow(
            () -> wrong(matcher.group().strip(), "is at a symbol that the file does not have"));
  }

  private int size(MatchResult found) {
    return switch (matcher.group("size")) {
      case "1", "2", "4", "8", "-1", "-2", "-4", "-8" -> Integer.parseInt(matcher.group("size"));
      default -> throw wrong(found.group().strip(), "is no number of 1, 2, 4 or 8 bytes");
    };
  }

  private int shift() {
    if (machine == PtRegs.ARM64) {
      return matcher.group("shift") == null ? 0 : Integer.parseInt(matcher.group("shift"));
    }
    String scale = matcher.group("scale") == null ? "1" : matcher.group("scale");
    if (!SHIFTS.containsKey(scale)) {
      throw wrong(matcher.group().strip(), "is scaled by " + scale + ", must be 1, 2, 4 or 8");
    }
    return SHIFTS.get(scale);
  }

  private long number(String digits) {
    try {
      return Long.decode(digits);
    } catch (NumberFormatException e) {
      throw wrong(matcher.group().strip(), "has an offset that is no number: " + digits);
    }
  }

  private int register(String name) {
    return machine
        .register(name)
        .orElseThrow(
            () -> wrong(matcher.group().strip(), "is in a register that programs cannot read"))
        .offset();
  }

  private IllegalArgumentException wrong(String argument, String why) {
    return new IllegalArgumentException(
        "argument '" + argument + "' of '" + text + "' " + why);
  }
}
