package dev.jbpf.dsl.check;

import dev.jbpf.code.Insn;
import java.util.Optional;

/** Rules about where control goes, whatever the values are. */
final class Structure {
  private final Code code;

  Structure(Code code) {
    this.code = code;
  }

  Optional<Rule> broken(int slot) {
    if (!code.isReached(slot)) {
      return Rule.broken("unreachable", "no way leads here", "remove it, or jump to it");
    }
    return target(slot).or(() -> next(slot));
  }

  private Optional<Rule> target(int slot) {
    Insn insn = code.at(slot);
    if (!insn.op().format().hasTarget()) {
      return Optional.empty();
    }
    int target = code.target(slot);
    if (target == code.size()) {
      return fallsOff();
    } else if (!code.isInsn(target)) {
      return Rule.broken(
          "jump-target", "no instruction starts at slot " + target, "name a label instead");
    } else if (code.isJump(slot) && code.function(target) != code.function(slot)) {
      return Rule.broken(
          "jump-target",
          insn.op().mnemonic() + " leads into another function",
          "call it: callSubprogram(…)");
    }
    return Optional.empty();
  }

  private Optional<Rule> next(int slot) {
    if (code.at(slot).op().isFinal()) {
      return Optional.empty();
    }
    int next = code.next(slot);
    if (next == code.size()) {
      return fallsOff();
    }
    return code.function(next) == code.function(slot)
        ? Optional.empty()
        : Rule.broken("falls-off", "the function goes on into the one behind it", "exit ends it");
  }

  private static Optional<Rule> fallsOff() {
    return Rule.broken(
        "falls-off", "the program goes on behind its last instruction", "exit ends it");
  }
}
