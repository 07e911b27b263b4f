package dev.jbpf.text.paste;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lines around the instructions of a dump. Its patterns are made when the first line is in doubt.
 */
final class DumpNoise {
  private static final Pattern SECTION = Pattern.compile("Disassembly of section (.*):\\s*");

  /** What no statement of a source looks like, wherever it stands. */
  private static final Pattern ANYWHERE =
      Pattern.compile(
          ".*\\bfile format elf64-bpf.*|(processed|verification time|stack depth) \\d.*"
              + "|from \\d+ to \\d+.*|[Ff]unc#\\d+ .*|.*(BEGIN|END) PROG LOAD LOG.*|libbpf: .*"
              + "|mark_precise: .*|(regs|last_idx|parent|propagating|caller|callee|returning)\\b.*"
              + "|frame\\d+: ?R\\d+(_\\w+)?=.*|arg#\\d.*|func '.*|Live regs before insn:.*|Validating .*|to caller at \\d+:"
              + "|\\w[\\w *]*\\(.*\\):\\s*");

  /** Registers and stack as the verifier's log has them, and what it says of its own work. */
  private static final Pattern IN_A_LOG =
      Pattern.compile(
          "(frame\\d+: ?)?(R\\d+|fp-?\\d+)(_\\w+)?=.*|frame ?\\d+:.*|\\(\\d+(,\\d+)*\\) .*|(caller|callee):"
              + "|\\.\\.\\.");

  /** All registers of a state, as a line of its own: no statement has the frame pointer so. */
  private static final Pattern STATE =
      Pattern.compile(
          "R\\d+(_\\w+)?=(\\w+\\(.*|.* R10(_\\w+)?=fp.*)|regs=\\w+ stack=\\w+ (before|after) .*");

  private DumpNoise() {}

  /** {@return whether {@code line} has registers of a verifier's log, wherever it stands} */
  static boolean isState(String line) {
    return STATE.matcher(line.strip()).matches();
  }

  /** {@return whether {@code line} stands around a dump's instructions, whatever is before it} */
  static boolean isAround(String line) {
    return ANYWHERE.matcher(line).matches();
  }

  /** {@return whether {@code line} is one that instructions of a dump have between them} */
  static boolean isBetween(String line) {
    String text = line.strip();
    return IN_A_LOG.matcher(text).matches() || isAround(text);
  }

  /** {@return the section whose instructions follow {@code line}; empty if it does not say so} */
  static String section(String line) {
    Matcher section = SECTION.matcher(line);
    return section.matches() ? section.group(1) : "";
  }
}
