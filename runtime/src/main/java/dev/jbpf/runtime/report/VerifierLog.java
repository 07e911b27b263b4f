package dev.jbpf.runtime.report;

import dev.jbpf.code.Slot;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the verifier's log says about a rejection: its last instruction is the one, and what stands
 * behind it is the reason.
 *
 * @param slot the instruction that was rejected, where the log tells
 * @param instruction that line of the log; empty where there is none
 * @param reason the kernel's words, lines joined by {@code ; }; empty if it gave none
 */
public record VerifierLog(Optional<Slot> slot, String instruction, String reason) {
  /** {@code 3: (79) r0 = *(u64 *)(r1 +0) ; R0_w=scalar()}. */
  private static final Pattern INSTRUCTION = Pattern.compile("(\\d{1,9}): \\([0-9a-f]{2}\\) .*");

  /** The kernel writes what follows a jump in the same line. */
  private static final Pattern JUMP = Pattern.compile("(goto pc[+-]\\d+) (?=[^; ])");

  /** Some of the kernel's messages end without a new line: what comes next is glued to them. */
  private static final Pattern GLUED =
      Pattern.compile("(?<=[^\\n])(?=processed \\d+ insns |verification time \\d+ usec)");

  /** {@code unreachable insn 3}, {@code jump out of range from insn 2 to 9}. */
  private static final Pattern NAMED = Pattern.compile(".*\\binsn (\\d{1,9})\\b.*");

  /** What the verifier tells beside its reason: states, statistics, source lines. */
  private static final Pattern NOISE =
      Pattern.compile(
          "processed \\d+ insns.*|verification time .*|stack depth .*|max_states.*"
              + "|;.*|\\d+: (R\\d|\\(|safe|frame|fp-).*|from \\d+ to \\d+.*|mark_precise: .*"
              + "|func#\\d+ @\\d+|parent .*|last_idx .*|regs=.*|R\\d+(_\\w+)?=.*|Live regs .*"
              + "|.*: [01.]{10,} .*|propagating .*|cur state: .*|old state: .*|caller:|callee:|returning from callee:"
              + "|to caller at .*| R\\d.*| frame\\d.*|");

  public static VerifierLog of(String log) {
    String whole = GLUED.matcher(fromLastInstruction(log)).replaceAll("\n");
    String[] lines = JUMP.matcher(whole).replaceAll("$1\n").split("\n");
    int last = lines.length - 1;
    while (last >= 0 && !INSTRUCTION.matcher(lines[last]).matches()) {
      last--;
    }
    String reason =
        Arrays.stream(lines)
            .skip(last + 1L)
            .map(String::strip)
            .filter(line -> !NOISE.matcher(line).matches())
            .collect(Collectors.joining("; "));
    String instruction = last < 0 ? "" : lines[last];
    return new VerifierLog(slot(instruction, reason), instruction, reason);
  }

  /** Logs may have millions of lines, of which the end matters. */
  private static String fromLastInstruction(String log) {
    Matcher matcher = INSTRUCTION.matcher(log);
    for (int end = log.length(); end >= 0; end = log.lastIndexOf('\n', end - 1)) {
      int start = end == 0 ? 0 : log.lastIndexOf('\n', end - 1) + 1;
      if (matcher.region(start, end).lookingAt()) {
        return log.substring(start);
      }
    }
    return log;
  }

  /** {@return whether the verifier looked at the program, and did not like it} */
  public boolean isRejection() {
    return !reason.isEmpty() || !instruction.isEmpty();
  }

  /** What is wrong with the whole program names its instruction in words, if at all. */
  private static Optional<Slot> slot(String instruction, String reason) {
    Matcher walked = INSTRUCTION.matcher(instruction);
    Matcher named = NAMED.matcher(reason);
    if (walked.matches()) {
      return Optional.of(new Slot(Integer.parseInt(walked.group(1))));
    }
    return named.matches()
        ? Optional.of(new Slot(Integer.parseInt(named.group(1))))
        : Optional.empty();
  }
}
