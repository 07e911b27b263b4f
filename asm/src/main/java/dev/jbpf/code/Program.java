package dev.jbpf.code;

import dev.jbpf.code.origin.Origins;
import dev.jbpf.diag.Origin;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.TargetMachine;
import dev.jbpf.isa.Words;
import dev.jbpf.kernel.struct.KernelMember;
import dev.jbpf.kernel.struct.KfuncDeclaration;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * A linked program: slots, immutable, each with its origin.
 *
 * <p>Programs are equal when their slots and the maps that they name are; labels and origins do not
 * count.
 */
public final class Program {
  private final long[] words;
  private final Origins origins;
  private final Map<String, Slot> labels;
  private final List<MapReference> maps;
  private final List<MemberReference> members;
  private final List<KfuncCall.Reference> kernelCalls;

  private Program(
      long[] words,
      Origins origins,
      Map<String, Slot> labels,
      List<MapReference> maps,
      List<MemberReference> members,
      List<KfuncCall.Reference> kernelCalls) {
    this.words = words;
    this.origins = origins;
    this.labels = labels;
    this.maps = maps;
    this.members = members;
    this.kernelCalls = kernelCalls;
  }

  /**
   * {@return the program that these elements make}
   *
   * @throws LinkException if they make none: a label is bound twice or not at all
   */
  public static Program of(CodeElement... elements) {
    return link(Arrays.asList(elements));
  }

  /**
   * {@return the program that these elements make}
   *
   * @throws LinkException as {@link #of} does
   */
  public static Program link(List<? extends CodeElement> elements) {
    return link(elements, TargetMachine.ANY);
  }

  /**
   * {@return the program that these elements make on {@code target}} What the target lacks is
   * written with older instructions.
   *
   * @throws LinkException as {@link #of} does, and if nothing older does the same
   */
  public static Program link(List<? extends CodeElement> elements, TargetMachine target) {
    Linker linker = new Linker(target);
    elements.forEach(linker::add);
    return linker.finish();
  }

  /**
   * {@return the program that these bytes hold} Any bytes of a whole number of slots are a program:
   * what is no instruction becomes a {@link RawWord}.
   *
   * @throws IllegalArgumentException if the last slot is not whole
   */
  public static Program decode(byte[] bytes, ByteOrder order) {
    if (bytes.length % Words.BYTES != 0) {
      throw new IllegalArgumentException(
          bytes.length
              + " bytes are no whole number of instructions: "
              + bytes.length % Words.BYTES
              + " left over after the last "
              + Words.BYTES);
    }
    return decode(ByteBuffer.wrap(bytes), order);
  }

  /**
   * {@return the program that the rest of {@code bytes} holds} What is left over after the last
   * whole slot is not looked at.
   */
  public static Program decode(ByteBuffer bytes, ByteOrder order) {
    long[] words = new long[bytes.remaining() / Words.BYTES];
    bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(words);
    if (order != ByteOrder.LITTLE_ENDIAN) {
      for (int i = 0; i < words.length; i++) {
        words[i] = Words.swapFields(words[i]);
      }
    }
    return new Program(words, Origins.NONE, Map.of(), List.of(), List.of(), List.of());
  }

  /**
   * {@return the program of the first {@code count} of these slots}
   *
   * <p>For assemblers that link on their own. The array is copied; {@code labels} are copied, and
   * keep their order.
   *
   * @param words slots as {@link Words} lays them out
   * @param count how many of them
   * @param origins where each was written
   * @param labels names of places
   * @param maps maps that the program names
   */
  @SuppressWarnings("exports")
  public static Program ofWords(
      long[] words, int count, Origins origins, Map<String, Slot> labels, List<MapReference> maps) {
    return new Program(
        Arrays.copyOf(words, count),
        origins,
        Collections.unmodifiableMap(new LinkedHashMap<>(labels)),
        List.copyOf(maps),
        List.of(),
        List.of());
  }

  /** {@return the number of slots} */
  public int size() {
    return words.length;
  }

  /**
   * {@return the slot of that number, as {@link Words} lays it out}
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public long word(int slot) {
    return words[slot];
  }

  /** {@return the bytes of the program for a machine of that order, 8 a slot} */
  public byte[] toBytes(ByteOrder order) {
    byte[] bytes = new byte[words.length * Words.BYTES];
    if (order == ByteOrder.LITTLE_ENDIAN) {
      ByteBuffer.wrap(bytes).order(order).asLongBuffer().put(words);
      return bytes;
    }
    for (int i = 0; i < words.length; i++) {
      Words.store(words[i], bytes, i * Words.BYTES, order);
    }
    return bytes;
  }

  /**
   * Writes the instructions as the kernel takes them, in the byte order of {@code out}, from index
   * {@code at} on. The position of {@code out} does not move.
   *
   * @throws IndexOutOfBoundsException if there is no room for {@link #size} times 8 bytes
   */
  public void writeTo(ByteBuffer out, int at) {
    if (out.order() == ByteOrder.LITTLE_ENDIAN) {
      out.slice(at, words.length * Words.BYTES)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asLongBuffer()
          .put(words);
    } else {
      out.put(at, toBytes(out.order()));
    }
  }

  /**
   * {@return what starts at {@code slot}: an {@link Insn}, or a {@link RawWord} where the slot,
   * taken as the first of an instruction, is none}
   *
   * @throws IndexOutOfBoundsException if there is no such slot
   */
  public CodeElement elementAt(Slot slot) {
    return elementAt(slot.number());
  }

  private CodeElement elementAt(int slot) {
    long word = words[slot];
    Optional<Op> op = opAt(slot);
    if (op.isEmpty()) {
      return new RawWord(word);
    }
    return Insn.decode(op.get(), word, op.get().slots() == 2 ? words[slot + 1] : 0);
  }

  /**
   * {@return the instruction that starts at the slot of that number; empty where raw data does}
   *
   * @throws IndexOutOfBoundsException if there is no such slot
   */
  public Optional<Op> opAt(int slot) {
    Optional<Op> op = Op.of(words[slot]);
    return op.isEmpty() || isWhole(op.get(), slot) ? op : Optional.empty();
  }

  /**
   * {@return whether an instruction {@code op} starts at the slot of that number} For readers that
   * know what to expect: no other instruction does then.
   *
   * @throws IndexOutOfBoundsException if there is no such slot
   */
  public boolean isAt(int slot, Op op) {
    return op.matches(words[slot]) && isWhole(op, slot);
  }

  private boolean isWhole(Op op, int slot) {
    return op.slots() == 1 || hasSecond(op, slot + 1);
  }

  private boolean hasSecond(Op op, int slot) {
    return slot < words.length && op.acceptsSecond(words[slot]);
  }

  /** {@return the instructions and raw words of the program, in order} */
  public List<CodeElement> elements() {
    List<CodeElement> elements = new ArrayList<>(words.length);
    for (int slot = 0; slot < words.length; ) {
      CodeElement element = elementAt(slot);
      elements.add(element);
      slot += element instanceof Insn insn ? insn.slots() : 1;
    }
    return Collections.unmodifiableList(elements);
  }

  /**
   * {@return the elements to write the same into another program: loads of maps name them, and what
   * asks for members of the kernel's structures does} Jumps and calls are distances still: the
   * elements stay together.
   */
  public List<CodeElement> relinkable() {
    Map<Integer, String> names = new HashMap<>();
    maps.forEach(map -> names.put(map.slot().number(), map.map()));
    Map<Integer, KernelMember> asked = new HashMap<>();
    members.forEach(use -> asked.put(use.slot().number(), use.member()));
    Map<Integer, KfuncDeclaration> called = new HashMap<>();
    kernelCalls.forEach(call -> called.put(call.slot().number(), call.function()));
    List<CodeElement> all = new ArrayList<>(words.length);
    int slot = 0;
    for (CodeElement element : elements()) {
      CodeElement again =
          called.containsKey(slot)
              ? new KfuncCall(called.get(slot))
              : relinkable(element, slot, names, asked);
      all.add(new Located(again, origins.at(slot)));
      slot += element instanceof Insn insn ? insn.slots() : 1;
    }
    return all;
  }

  private CodeElement relinkable(
      CodeElement element, int slot, Map<Integer, String> names, Map<Integer, KernelMember> asked) {
    if (names.containsKey(slot) && element instanceof Insn insn) {
      boolean isValue = insn.op() == Op.LDDW_MAP_VALUE;
      int offset = isValue ? Words.imm(words[slot + 1]) : 0;
      return new MapLoad(insn.dst(), names.get(slot), isValue, offset);
    }
    return asked.containsKey(slot) && element instanceof Insn insn
        ? new MemberUse(insn, asked.get(slot))
        : element;
  }

  /** {@return where {@code slot} was written} */
  public Origin origin(Slot slot) {
    return slot.number() < words.length ? origins.at(slot.number()) : Origin.UNKNOWN;
  }

  /** {@return where each slot was written} */
  @SuppressWarnings("exports")
  public Origins origins() {
    return origins;
  }

  /** {@return the same program, with another account of where its slots were written} */
  @SuppressWarnings("exports")
  public Program withOrigins(Origins origins) {
    return new Program(words, origins, labels, maps, members, kernelCalls);
  }

  /** {@return the named places, in the order of their appearance} */
  public Map<String, Slot> labels() {
    return labels;
  }

  /** {@return the maps that the program names, in order of their slots} */
  public List<MapReference> maps() {
    return maps;
  }

  /** {@return the members of the kernel's structures that it asks for, in order of their slots} */
  public List<MemberReference> members() {
    return members;
  }

  /** {@return the kernel's functions that it calls by name, in order of their slots} */
  public List<KfuncCall.Reference> kernelCalls() {
    return kernelCalls;
  }

  /** {@return whether numbers of the kernel's types are to be filled in before it is loaded} */
  public boolean asksKernel() {
    return !members.isEmpty() || !kernelCalls.isEmpty();
  }

  /** {@return the same program, which asks for these members and functions} */
  Program asking(List<MemberReference> references, List<KfuncCall.Reference> calls) {
    return new Program(words, origins, labels, maps, List.copyOf(references), List.copyOf(calls));
  }

  /** {@return the same program with the descriptor of each map that it names in place} */
  public Program withMaps(ToIntFunction<String> descriptors) {
    long[] filled = words.clone();
    for (MapReference map : maps) {
      int slot = map.slot().number();
      filled[slot] = Words.withImm(filled[slot], descriptors.applyAsInt(map.map()));
    }
    return new Program(filled, origins, labels, List.of(), members, kernelCalls);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Program program
        && Arrays.equals(words, program.words)
        && maps.equals(program.maps)
        && members.equals(program.members)
        && kernelCalls.equals(program.kernelCalls);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(words) + maps.hashCode();
  }

  @Override
  public String toString() {
    return "Program of " + words.length + (words.length == 1 ? " slot" : " slots");
  }
}
