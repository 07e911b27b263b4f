package dev.jbpf.text.c;

import dev.jbpf.text.names.Symbols;
import dev.jbpf.text.state.AssemblyState;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What names mean in C: what the source defines, the byte order, C's limits, the kernel's names.
 */
public final class CNames {
  private static final int LITTLE = 1234;
  private static final int BIG = 4321;
  private static final int PDP = 3412;

  private final AssemblyState state;

  public CNames(AssemblyState state) {
    this.state = state;
  }

  /** {@return the number of that name, if it is one here} */
  Optional<CNumber> find(String name) {
    Symbols symbols = state.symbols;
    int symbol = symbols.find(name);
    boolean isDefined = symbol != Symbols.NONE && symbols.isDefined(symbol);
    if (isDefined && !symbols.isBuiltIn(symbol)) {
      return symbols.isConstant(symbol) ? Optional.of(number(symbol)) : Optional.empty();
    }
    if (symbol != Symbols.NONE && symbols.is(symbol, Symbols.GLOBAL)) {
      return Optional.empty();
    }
    Optional<CNumber> known = ofC(name);
    if (known.isEmpty()) {
      known = KernelNames.typed(name);
    }
    if (known.isPresent() && !isDefined) {
      define(name, known.get());
    }
    return known;
  }

  /** So that a later definition of the source's own is seen to replace it. */
  private void define(String name, CNumber number) {
    int symbol = state.symbols.intern(name);
    state.symbols.defineNumber(symbol, number.bits(), number.isHuge(), Symbols.BUILT_IN);
  }

  private CNumber number(int symbol) {
    boolean isHuge = state.symbols.is(symbol, Symbols.HUGE);
    long value = state.symbols.value(symbol);
    return isHuge ? new CNumber(CType.UNSIGNED_LONG, value) : CNumber.of(value);
  }

  private boolean isLittle() {
    return state.order() == ByteOrder.LITTLE_ENDIAN;
  }

  private Optional<CNumber> ofC(String name) {
    return switch (name) {
      case "__BYTE_ORDER", "__BYTE_ORDER__", "BYTE_ORDER" -> order(isLittle() ? LITTLE : BIG);
      case "__LITTLE_ENDIAN", "__ORDER_LITTLE_ENDIAN__", "LITTLE_ENDIAN" -> order(LITTLE);
      case "__BIG_ENDIAN", "__ORDER_BIG_ENDIAN__", "BIG_ENDIAN" -> order(BIG);
      case "true" -> Optional.of(CNumber.of(true));
      case "false" -> Optional.of(CNumber.of(false));
      case "NULL" -> Optional.of(CNumber.ofInt(0).cast(Long.SIZE, false));
      case "__PDP_ENDIAN", "__ORDER_PDP_ENDIAN__", "PDP_ENDIAN" -> order(PDP);
      default -> Optional.empty();
    };
  }

  private static Optional<CNumber> order(int number) {
    return Optional.of(CNumber.ofInt(number));
  }

  /**
   * {@return whether headers define that name, where all of them agree} The kernel has only one of
   * {@code __LITTLE_ENDIAN} and {@code __BIG_ENDIAN}, the C library both: the target's is sure.
   */
  public Optional<Boolean> isDefined(String name) {
    String ours = isLittle() ? "LITTLE_ENDIAN" : "BIG_ENDIAN";
    String other = isLittle() ? "BIG_ENDIAN" : "LITTLE_ENDIAN";
    if (name.equals("__" + ours) || name.equals("__" + ours + "_BITFIELD")) {
      return Optional.of(true);
    }
    if (name.equals("__" + other + "_BITFIELD") || name.equals("__" + other + "__")) {
      return Optional.of(false);
    }
    return switch (name) {
      case "__BYTE_ORDER__", "__ORDER_LITTLE_ENDIAN__", "__ORDER_BIG_ENDIAN__" -> Optional.of(true);
      case "__cplusplus", "__ASSEMBLER__", "__ASSEMBLY__" -> Optional.of(false);
      default -> CLimits.find(name).map(found -> true);
    };
  }
}
