package dev.jbpf.text;

import dev.jbpf.isa.Op;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which conditional jump is taken exactly when another is not. */
final class Opposites {
  /** Pairs of mnemonics without the width; {@code jset} has none. */
  private static final Map<String, String> PAIRS =
      Map.of("jeq", "jne", "jgt", "jle", "jge", "jlt", "jsgt", "jsle", "jsge", "jslt");

  private static final String HALF = "32";
  private static final Map<Op, Op> OPPOSITES = pairs();

  private Opposites() {}

  private static Map<Op, Op> pairs() {
    Map<Op, Op> found = new EnumMap<>(Op.class);
    PAIRS.forEach(
        (one, other) ->
            List.of("", HALF)
                .forEach(
                    width -> {
                      for (Op op : Op.all()) {
                        if (op.mnemonic().equals(one + width)) {
                          Op opposite = find(other + width, op);
                          found.put(op, opposite);
                          found.put(opposite, op);
                        }
                      }
                    }));
    return found;
  }

  private static Op find(String mnemonic, Op sibling) {
    return Op.all().stream()
        .filter(op -> op.mnemonic().equals(mnemonic) && op.format() == sibling.format())
        .findFirst()
        .orElseThrow();
  }

  /** {@return {@code word}, a jump of {@code op}, on the opposite condition, if there is one} */
  static Optional<Long> of(Op op, long word) {
    return Optional.ofNullable(OPPOSITES.get(op))
        .map(opposite -> word ^ op.template() ^ opposite.template());
  }
}
