package dev.jbpf.classic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What names of instructions stand for, from the instruction table. */
final class Mnemonics {
  private static final Map<String, Mnemonic> BY_NAME = index();

  private Mnemonics() {}

  /**
   * The instructions of one name; the operand tells which of them is meant.
   *
   * @param name the name
   * @param ops the instructions
   * @param opposite whether the places of a comparison are to be exchanged
   */
  record Mnemonic(String name, List<ClassicOp> ops, boolean opposite) {

    /** {@return the instruction with that kind of operand} */
    Optional<ClassicOp> with(ClassicFormat operand) {
      return ops.stream().filter(op -> operandOf(op.format()) == operand).findFirst();
    }

    /** {@return whether there is no operand to expect} */
    boolean isBare() {
      return ops.get(0).format() == ClassicFormat.NONE;
    }

    /** {@return whether a number is an immediate without {@code #} too: the name says so} */
    boolean takesBareNumber() {
      return name.equals("ldi") || name.equals("ldxi");
    }

    private static ClassicFormat operandOf(ClassicFormat format) {
      return switch (format) {
        case COMPARE_IMMEDIATE -> ClassicFormat.IMMEDIATE;
        case COMPARE_INDEX -> ClassicFormat.INDEX;
        case NONE,
            IMMEDIATE,
            PACKET,
            PACKET_INDEXED,
            HEADER_LENGTH,
            LENGTH,
            SCRATCH,
            ACCUMULATOR,
            INDEX,
            TARGET ->
            format;
      };
    }
  }

  /** {@return what the name, in small letters or capitals, stands for} */
  static Optional<Mnemonic> find(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
  }

  static Set<String> names() {
    return BY_NAME.keySet();
  }

  private static Map<String, Mnemonic> index() {
    Map<String, Mnemonic> byName = new LinkedHashMap<>();
    for (ClassicOp op : ClassicOp.values()) {
      op.names().forEach(name -> add(byName, name, op, false));
      op.opposites().forEach(name -> add(byName, name, op, true));
    }
    return byName;
  }

  private static void add(
      Map<String, Mnemonic> byName, String name, ClassicOp op, boolean opposite) {
    byName
        .computeIfAbsent(name, key -> new Mnemonic(key, new ArrayList<>(), opposite))
        .ops()
        .add(op);
  }
}
