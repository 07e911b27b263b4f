package dev.jbpf.text.paste;

import dev.jbpf.code.link.CodeImage;
import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.diag.Severity;
import dev.jbpf.elf.section.RelocationType;
import dev.jbpf.isa.Field;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import dev.jbpf.text.directive.RelocationDirective;
import dev.jbpf.text.section.SectionImage;
import dev.jbpf.text.state.AssemblyState;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what {@code llvm-objdump -d} and binutils' {@code objdump -d} print of objects, {@code -r}
 * and {@code -S} included. In front of an instruction LLVM's has the number of its slot, in
 * decimal; GNU's its address, in hexadecimal. The bytes that follow are taken; without them, the
 * statement is.
 */
final class Listings {
  /** What binutils calls some of them. */
  private static final Map<String, RelocationType> GNU_TYPES =
      Map.of(
          "R_BPF_INSN_64", RelocationType.R_BPF_64_64,
          "R_BPF_INSN_DISP32", RelocationType.R_BPF_64_32);

  private static final int ADDRESS_DIGITS = 16;
  private static final int LOCAL = Op.CALL_LOCAL.fixed(Field.SRC);

  /** What the numbers in front count. */
  private enum Unit {
    UNKNOWN,
    SLOTS,
    BYTES
  }

  private final AssemblyState state;
  private final Cursor in;
  private final DumpSlots slots;
  private boolean isOpen;
  private Unit unit = Unit.UNKNOWN;
  private Optional<ByteOrder> order = Optional.empty();

  // The first number, read both ways, and the slot that it stands for.
  private long firstSlot;
  private long firstAddress;
  private int firstPlace;

  Listings(AssemblyState state, DumpSlots slots) {
    this.state = state;
    this.in = state.in;
    this.slots = slots;
  }

  /** {@return whether there has been a line that only such a listing has} */
  boolean isOpen() {
    return isOpen;
  }

  /** {@return whether {@code line} is the one at the top, with the name of the object} */
  boolean isHeader(String line) {
    int format = line.indexOf("file format elf64-bpf");
    if (format < 0) {
      return false;
    }
    isOpen = true;
    String rest = line.substring(format).strip();
    if (rest.endsWith("le") || rest.endsWith("be")) {
      unit = Unit.BYTES;
      order = Optional.of(rest.endsWith("le") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    }
    return true;
  }

  /**
   * Reads {@code 0000000000000040 <name>:}, and {@code <name>:} of a listing without addresses.
   *
   * @return the name's place in the source; nothing is read if there is none
   */
  Optional<PastedText.Name> name(int from) {
    int at = from;
    while (Characters.digit(in.text[at]) < 16) {
      at++;
    }
    boolean isAddress = at - from == ADDRESS_DIGITS && in.text[at] == ' ';
    at += isAddress ? 1 : 0;
    if (in.text[at] != '<' || !isAddress && (at > from || !isOpen)) {
      return Optional.empty();
    }
    int end = at + 1;
    while (in.text[end] != '>' && in.text[end] != '\n') {
      end++;
    }
    if (in.text[end] == '\n') {
      return Optional.empty();
    }
    isOpen = true;
    boolean isLabel = in.text[end + 1] == ':';
    in.at = end + (isLabel ? 2 : 1);
    in.skip();
    if (isBytes()) {
      add(from);
    }
    return Optional.of(new PastedText.Name(at + 1, end, isLabel));
  }

  /** Reads a line of an open listing up to its statement, or all of it. */
  PastedText.Rest line(int from) {
    int colon = from;
    while (Characters.digit(in.text[colon]) < 16) {
      colon++;
    }
    boolean isNumbered =
        colon > from && in.text[colon] == ':' && Characters.isSpace(in.text[colon + 1]);
    if (isNumbered) {
      return numbered(from, colon);
    }
    if (isBytes()) {
      add(from);
      return PastedText.Rest.DONE;
    }
    boolean isNoise = in.text(from, Math.min(in.end, from + 3)).equals("...");
    if (isNoise) {
      in.toLineEnd();
    }
    return isNoise ? PastedText.Rest.DONE : PastedText.Rest.OTHER;
  }

  private PastedText.Rest numbered(int from, int colon) {
    in.at = colon + 1;
    in.skip();
    if (in.text(in.at, Math.min(in.end, in.at + 6)).equals("R_BPF_")) {
      return relocation(number(from, 16), from);
    }
    if (isBytes()) {
      return bytes(from, colon);
    }
    if (in.startsWith("CO-RE <")) {
      state.errors.add(
          Severity.NOTE,
          DiagnosticCode.CORE_LOST,
          from,
          from,
          "this relocation is not kept: the code fits the kernel that it was compiled for");
      in.toLineEnd();
      return PastedText.Rest.DONE;
    }
    boolean isInstruction = !Characters.endsStatement(in.text[in.at]);
    return !isInstruction || place(from, colon) ? PastedText.Rest.STATEMENT : PastedText.Rest.DONE;
  }

  /** Reads the bytes behind a number and its colon. */
  PastedText.Rest bytes(int from, int colon) {
    isOpen = true;
    if (place(from, colon)) {
      add(from);
    }
    in.toLineEnd();
    return PastedText.Rest.DONE;
  }

  /** {@return the number whose digits are there, its lower bits if it has too many} */
  private long number(int from, int base) {
    long number = 0;
    for (int at = from; Characters.digit(in.text[at]) < base; at++) {
      number = number * base + Characters.digit(in.text[at]);
    }
    return number;
  }

  /** {@return whether the instruction with that number is the next one} */
  private boolean place(int from, int colon) {
    long address = number(from, 16);
    boolean isDecimal = in.text(from, colon).strip().chars().allMatch(Characters::isDigit);
    long slot = isDecimal ? number(from, 10) : -1;
    if (!slots.hasBegun()) {
      firstSlot = slot;
      firstAddress = address;
      firstPlace = state.sections.current.code.size();
      unit = isDecimal ? unit : Unit.BYTES;
      slots.begin(unit == Unit.BYTES ? address / Words.BYTES : slot);
      return true;
    }
    if (unit == Unit.UNKNOWN) {
      settle(slot, address);
    }
    return slots.begins(unit == Unit.BYTES ? address / Words.BYTES : slot, from);
  }

  /** The second number tells what they count. */
  private void settle(long slot, long address) {
    int passed = state.sections.current.code.size() - firstPlace;
    boolean isSlots = slot >= 0 && slot - firstSlot == passed;
    boolean isBytes = slot < 0 || address - firstAddress == (long) passed * Words.BYTES;
    unit = isSlots || !isBytes ? Unit.SLOTS : Unit.BYTES;
    if (unit == Unit.BYTES) {
      slots.begin(address / Words.BYTES);
    }
  }

  /** {@return whether eight bytes in hexadecimal follow} */
  boolean isBytes() {
    int at = in.at;
    for (int i = 0; i < Words.BYTES; i++, at += 3) {
      boolean isPair =
          at + 3 <= in.end
              && Characters.digit(in.text[at]) < 16
              && Characters.digit(in.text[at + 1]) < 16
              && (Characters.isSpace(in.text[at + 2]) || in.text[at + 2] == '\n');
      if (!isPair) {
        return false;
      }
    }
    return true;
  }

  private void add(int from) {
    while (isBytes()) {
      state.sections.current.code.add(word(), from);
      in.at += 3 * Words.BYTES - 1;
      if (in.text[in.at] != ' ') {
        break;
      }
      in.at++;
    }
    in.toLineEnd();
  }

  /** {@return the slot whose bytes follow, which are not passed} */
  long word() {
    byte[] slot = new byte[Words.BYTES];
    for (int i = 0; i < slot.length; i++) {
      int at = in.at + 3 * i;
      slot[i] = (byte) (Characters.digit(in.text[at]) << 4 | Characters.digit(in.text[at + 1]));
    }
    return Words.load(slot, 0, order.orElse(state.order()));
  }

  /** {@code 0000000000000030: R_BPF_64_64 counts}: what is in that slot is a symbol's. */
  private PastedText.Rest relocation(long address, int from) {
    in.name();
    String name = in.text(in.start, in.at);
    Optional<RelocationType> type =
        Optional.ofNullable(GNU_TYPES.get(name)).or(() -> RelocationDirective.type(name));
    in.skip();
    int start = in.at;
    in.name();
    int end = in.at;
    in.toLineEnd();
    if (type.isEmpty()) {
      return PastedText.Rest.OTHER;
    }
    long offset = slots.baseBytes() + address;
    int symbol = state.symbols.intern(in.text(start, end));
    markCall(type.get(), (int) (offset / Words.BYTES));
    state.sections.current.given.add(new SectionImage.Given(offset, type.get(), symbol, from, end));
    return PastedText.Rest.DONE;
  }

  /** What is relocated by a distance is a call within the object: its text could be a helper's. */
  private void markCall(RelocationType type, int slot) {
    CodeImage code = state.sections.current.code;
    if (type == RelocationType.R_BPF_64_32
        && slot < code.size()
        && Words.opcode(code.word(slot)) == Op.CALL.opcode()) {
      code.setWord(slot, Words.withSrc(code.word(slot), LOCAL));
    }
  }
}
