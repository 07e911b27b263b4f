package dev.jbpf.vm.exec;

import dev.jbpf.code.Program;
import dev.jbpf.isa.Reg;
import dev.jbpf.vm.helper.HelperFunction;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A program, decoded once for any number of runs: a word a slot, and behind the last slot the traps
 * that wild jumps end in, and what looks for the target of a {@code gotox}.
 *
 * <p>A word holds the {@link Micro} number in bits 0 to 7, the register that it changes or reads
 * first in 8 to 15, an index of registers and constants in 16 to 39, and a signed number in 40 to
 * 63: a displacement, or a target.
 */
public final class MicroCode {
  /** The largest program, in slots: the kernel's limit. */
  public static final int MAX_SLOTS = 1_000_000;

  static final int FIRST_CONSTANT = Reg.COUNT;

  private final Program program;
  private final long[] words;
  private final long[] registers;
  private final List<Trap> traps;
  private final List<HelperFunction> helpers;
  private final BitSet functions;
  private final OptionalInt exceptionCallback;
  private final int[] appendedFor;
  private final boolean hasStores;
  private final int frames;
  private final Optional<EdgeCounts> edges;

  MicroCode(
      Program program,
      long[] words,
      long[] registers,
      List<Trap> traps,
      List<HelperFunction> helpers,
      BitSet functions,
      OptionalInt exceptionCallback,
      int[] appendedFor,
      boolean isCounted) {
    this.appendedFor = appendedFor;
    this.program = program;
    this.words = words;
    this.registers = registers;
    this.traps = List.copyOf(traps);
    this.helpers = List.copyOf(helpers);
    this.functions = functions;
    this.exceptionCallback = exceptionCallback;
    this.hasStores = Arrays.stream(words).anyMatch(word -> Micro.stores(micro(word)));
    boolean isDeep =
        functions.cardinality() > 1
            || Arrays.stream(words).anyMatch(word -> Micro.goesDeeper(micro(word)));
    this.frames = isDeep ? EngineState.FRAMES : 1;
    this.edges = isCounted ? Optional.of(new EdgeCounts(this)) : Optional.empty();
  }

  /** {@return the slot of the program that the word at {@code at} belongs to} */
  int slotOf(int at) {
    return at < program.size() ? at : appendedFor[at - program.size()];
  }

  /** {@return whether a function starts at {@code slot}: the program, or what it calls} */
  public boolean isFunction(int slot) {
    return functions.get(slot);
  }

  /** {@return where the function starts that takes what the program throws, if it has one} */
  OptionalInt exceptionCallback() {
    return exceptionCallback;
  }

  /** {@return the slots where functions start} */
  public BitSet functions() {
    return (BitSet) functions.clone();
  }

  /** {@return whether a run can change memory} */
  public boolean hasStores() {
    return hasStores;
  }

  /** {@return how many stack frames a run can need} */
  public int frames() {
    return frames;
  }

  /**
   * {@return the decoded {@code program}, whose runs are not counted}
   *
   * @throws IllegalArgumentException if it has more than {@link #MAX_SLOTS}
   */
  public static MicroCode decode(Program program, Linkage linkage) {
    return decode(program, linkage, false);
  }

  /**
   * {@return the decoded {@code program}}
   *
   * @param isCounted whether runs are counted
   * @throws IllegalArgumentException if it has more than {@link #MAX_SLOTS}
   */
  public static MicroCode decode(Program program, Linkage linkage, boolean isCounted) {
    return new Decoder(program, linkage).decode(isCounted);
  }

  /** {@return what runs do, where they are counted} */
  public Optional<EdgeCounts> edges() {
    return edges;
  }

  /** {@return whether runs are counted} */
  public boolean isCounted() {
    return edges.isPresent();
  }

  /** {@return whether the call of a helper at {@code slot} may call functions of the program} */
  boolean callsBack(int slot) {
    return helpers.get(b(words[slot])).callsBack();
  }

  /** {@return what was decoded} */
  public Program program() {
    return program;
  }

  /** The words themselves: the engines read them, nobody writes. */
  public long[] words() {
    return words;
  }

  /** {@return new registers, all zero, with the constants behind them} */
  public long[] newRegisters() {
    return registers.clone();
  }

  /** {@return the constant of that index} */
  public long constant(int index) {
    return registers[index];
  }

  /** {@return whether {@code index} is that of a constant, not of a register} */
  public static boolean isConstant(int index) {
    return index >= FIRST_CONSTANT;
  }

  Trap trap(int index) {
    return traps.get(index);
  }

  /** {@return the functions that the program calls, as the call's index has them} */
  public List<HelperFunction> helpers() {
    return helpers;
  }

  static long pack(int micro, int a, int b, int c) {
    return micro | (long) a << 8 | (long) b << 16 | (long) c << 40;
  }

  /** {@return {@code word} with another {@link Micro} number} */
  static long withMicro(long word, int micro) {
    return word & ~0xffL | micro;
  }

  /** {@return the {@link Micro} number} */
  public static int micro(long word) {
    return (int) word & 0xff;
  }

  /** {@return the first operand} */
  public static int a(long word) {
    return (int) (word >>> 8) & 0xff;
  }

  /** {@return the second operand} */
  public static int b(long word) {
    return (int) (word >>> 16) & 0xff_ffff;
  }

  /** {@return the signed operand} */
  public static int c(long word) {
    return (int) (word >> 40);
  }
}
