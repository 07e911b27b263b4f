package dev.jbpf.methods.compile;

import dev.jbpf.methods.refusal.Rule;
import java.util.Map;

/** What to write in a method instead of what the verifier has found, by its rules. */
final class VerifierAdvice {
  private static final String LOOP =
      "an end that is seen, such as i < 100 beside what is not known, or Loops.times(n, i -> …)";
  private static final String ARGUMENT =
      "what the helper takes; a record of a ring is gone after submit and discard, headers after what"
          + " moves the packet";
  private static final String PACKET =
      "context.packet().bytes(offset, length), which is null where the packet ends before";

  static final Map<String, String> BY_RULE =
      Map.ofEntries(
          Map.entry("too-complex", LOOP),
          Map.entry("endless-loop", LOOP),
          Map.entry("back-edge", "a kernel from 5.3 on as since, or fewer rounds"),
          Map.entry(
              "program-size", "fewer rounds, a newer kernel as since, or Loops.times(n, i -> …)"),
          Map.entry(
              "reference-leak",
              "submit or discard a record, and give back what a function of the kernel gave, before"
                  + " each return"),
          Map.entry("not-a-pointer", ARGUMENT),
          Map.entry("argument-kind", ARGUMENT),
          Map.entry("lock-pair", "cell.lock(), and cell.unlock() before each return"),
          Map.entry("lock-held", "call it before lock() or behind unlock()"),
          Map.entry("license", "@BpfProgram(license = \"GPL\")"),
          Map.entry("return-range", "return one of the numbers that the notes name"),
          Map.entry("packet-range", PACKET),
          Map.entry(
              "alignment",
              "an offset that is a multiple of the size, or smaller accesses (set8, u8)"),
          Map.entry(
              "context-access",
              "a member that contexts of this section have; arguments are counted from 1"),
          Map.entry("map-value-range", "an offset inside of the value, or cell.at(Event::pid)"));

  private VerifierAdvice() {}

  static String instead(String rule) {
    return BY_RULE.getOrDefault(rule, Rule.VERIFIER.instead());
  }
}
