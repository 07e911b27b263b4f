package dev.jbpf.elf.bpf;

import dev.jbpf.btf.BtfExt;
import dev.jbpf.code.Slot;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.bpf.read.CodeFunction;
import dev.jbpf.elf.bpf.read.CodeSection;
import dev.jbpf.elf.bpf.read.ObjectMapTable;
import dev.jbpf.elf.bpf.read.ProgramImage;
import dev.jbpf.elf.section.Relocation;
import dev.jbpf.elf.section.Section;
import dev.jbpf.elf.symbol.Symbol;
import dev.jbpf.elf.symbol.SymbolKind;
import dev.jbpf.elf.symbol.SymbolPlace;
import dev.jbpf.isa.Field;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Links one program: puts the functions that it calls behind it, in the order in which libbpf does,
 * and resolves every relocation.
 */
final class ProgramLinker {
  private final LinkableObject parts;
  private final CoreRelocations relocations;
  private final ProgramImage image = new ProgramImage();
  private final Deque<Cursor> open = new ArrayDeque<>();
  private final List<Call> calls = new ArrayList<>();
  private final Optional<ExternLinks.InProgram> externs;
  private final JumpTables tables;

  /** A call, or a load of an address, that needs the distance to {@code target}. */
  private record Call(int slot, CodeFunction target, int delta) {}

  /** How far a function has been looked through. */
  private static final class Cursor {
    final CodeFunction function;
    int slot;
    int relocation;

    Cursor(CodeFunction function) {
      this.function = function;
      this.slot = function.start();
      this.relocation = function.code().firstRelocation(function.start());
    }
  }

  ProgramLinker(LinkableObject parts, CoreRelocations relocations, Optional<ExternLinks> externs) {
    this.parts = parts;
    this.externs =
        externs.isPresent() ? Optional.of(externs.get().new InProgram(image)) : Optional.empty();
    this.relocations = relocations;
    this.tables = new JumpTables(parts);
  }

  LinkedProgram link(CodeFunction entry) {
    addAll(entry);
    Optional<CodeFunction> exceptionCallback = new ExceptionCallbacks(parts).of(entry);
    if (exceptionCallback.isPresent()) {
      addAll(exceptionCallback.get());
    }
    for (Call call : calls) {
      int target = image.place(call.target) + call.delta;
      image.set(call.slot, Words.withImm(image.word(call.slot), target - call.slot - 1));
    }
    Set<String> missing = externs.isPresent() ? externs.get().missing() : Set.of();
    return new LinkedProgram(
        image,
        functionInfo(),
        lineInfo(),
        parts.types(),
        missing,
        tables.link(image),
        exceptionCallback.map(image::place).map(Slot::new));
  }

  /** With all that it calls. */
  private void addAll(CodeFunction function) {
    add(function);
    while (!open.isEmpty()) {
      Cursor cursor = open.peek();
      if (cursor.slot < cursor.function.end()) {
        step(cursor);
      } else {
        checkNoMore(cursor);
        open.pop();
      }
    }
  }

  private void add(CodeFunction function) {
    if (image.add(function)) {
      relocations.apply(function, image);
      open.push(new Cursor(function));
    }
  }

  private void step(Cursor cursor) {
    CodeFunction function = cursor.function;
    int slot = cursor.slot;
    long word = function.code().word(slot);
    Optional<Op> op = op(function, slot);
    cursor.slot += op.isPresent() ? op.get().slots() : 1;
    List<Relocation> relocations = function.code().relocations();
    if (cursor.relocation < relocations.size()
        && relocations.get(cursor.relocation).offset() == slot * Words.BYTES) {
      relocate(function, slot, op, relocations.get(cursor.relocation++));
    } else if (op.isPresent() && parts.wasStripped(function, slot, op.get())) {
      throw error(
          function,
          slot,
          "the object is stripped: what this refers to stood in its symbol table; take it as the"
              + " compiler wrote it, `strip -g` leaves what loaders need");
    } else if (op.isPresent() && op.get().namesFunction()) {
      long target = slot + 1L + Words.imm(word);
      if (target < function.start() || target >= function.end()) {
        refer(function, slot, function.code(), target, op.get());
      }
    }
  }

  /** The instruction that starts there and is whole. */
  private static Optional<Op> op(CodeFunction function, int slot) {
    Optional<Op> op = Op.of(function.code().word(slot));
    return op.isPresent() && slot + op.get().slots() > function.end() ? Optional.empty() : op;
  }

  /** A relocation that is no instruction's start would be lost. */
  private void checkNoMore(Cursor cursor) {
    List<Relocation> relocations = cursor.function.code().relocations();
    if (cursor.relocation < relocations.size()
        && relocations.get(cursor.relocation).offset() < cursor.function.end() * Words.BYTES) {
      throw error(
          cursor.function,
          relocations.get(cursor.relocation).offset() / Words.BYTES,
          "a relocation is not at the start of an instruction");
    }
  }

  private void relocate(CodeFunction function, int slot, Optional<Op> op, Relocation relocation) {
    Symbol symbol = parts.symbol(relocation);
    switch (relocation.type()) {
      case R_BPF_64_64 -> relocateLoad(function, slot, op, symbol);
      case R_BPF_64_32 -> relocateCall(function, slot, op, symbol);
      case R_BPF_NONE -> {}
      case R_BPF_64_ABS64,
          R_BPF_64_ABS32,
          R_BPF_64_NODYLD32,
          R_BPF_DATA_8_PCREL,
          R_BPF_DATA_16_PCREL,
          R_BPF_DATA_32_PCREL,
          R_BPF_DATA_8,
          R_BPF_DATA_16,
          R_BPF_DATA_32,
          R_BPF_DATA_64,
          R_BPF_DATA_64_PCREL,
          R_BPF_GNU_64_16 ->
          throw error(function, slot, relocation.type() + " is not for instructions");
    }
  }

  private void relocateCall(CodeFunction function, int slot, Optional<Op> op, Symbol symbol) {
    if (op.isEmpty() || op.get().opcode() != Op.CALL_LOCAL.opcode()) {
      throw error(function, slot, "a call's relocation is not at a call");
    }
    if (isKernels(function, slot, symbol, ExternLinks.InProgram::call)) {
      return;
    }
    CodeSection code =
        parts
            .code(section(function, slot, symbol))
            .orElseThrow(() -> error(function, slot, "calls data, " + name(symbol)));
    long word = function.code().word(slot);
    long target = symbol.value() / Words.BYTES + parts.addend(symbol, Words.imm(word)) + 1;
    image.set(at(function, slot), Words.withSrc(word, Op.CALL_LOCAL.fixed(Field.SRC)));
    refer(function, slot, code, target, Op.CALL_LOCAL);
  }

  private void relocateLoad(CodeFunction function, int slot, Optional<Op> op, Symbol symbol) {
    if (op.isEmpty() || op.get().opcode() != Op.LDDW.opcode()) {
      throw error(function, slot, "a load's relocation is not at a 64-bit load");
    }
    if (isKernels(function, slot, symbol, ExternLinks.InProgram::load)) {
      return;
    }
    int index = section(function, slot, symbol);
    Section section = parts.section(index);
    long word = function.code().word(slot);
    long offset = symbol.value() + parts.addend(symbol, Words.imm(word));
    Optional<CodeSection> code = parts.code(index);
    if (code.isPresent()) {
      setLoad(function, slot, Op.LDDW_FUNC, 0);
      refer(function, slot, code.get(), offset / Words.BYTES, Op.LDDW_FUNC);
    } else if (ObjectMapTable.isMapSection(section.name())) {
      setLoad(function, slot, Op.LDDW_MAP_FD, 0);
      image.refer(at(function, slot), parts.maps().at(index, offset).name());
    } else if (parts.arena().isPresent() && parts.arena().get().number() == index) {
      setLoad(function, slot, Op.LDDW_MAP_VALUE, (int) offset);
      image.refer(at(function, slot), parts.arena().get().map());
    } else if (JumpTables.isOne(section)) {
      setLoad(function, slot, Op.LDDW_MAP_VALUE, tables.use(index, offset, function.code()));
      image.refer(at(function, slot), tables.map(index, offset));
    } else if (holdsAddresses(index, offset)) {
      throw error(function, slot, section.name() + " holds addresses, which nobody could fill in");
    } else if (parts.data().containsKey(index) && offset >= 0 && offset <= section.size()) {
      setLoad(function, slot, Op.LDDW_MAP_VALUE, (int) offset);
      image.refer(at(function, slot), parts.data().get(index).name());
    } else {
      throw error(
          function,
          slot,
          String.format("%s+0x%x is neither a map nor a variable", section.name(), offset));
    }
  }

  /** Whether the variable there does; where nobody says what is there, whether any of them does. */
  private boolean holdsAddresses(int section, long offset) {
    List<Relocation> addresses = parts.section(section).relocations();
    return !addresses.isEmpty()
        && parts
            .symbolsIn(section)
            .filter(symbol -> symbol.kind() == SymbolKind.OBJECT && covers(symbol, offset))
            .findFirst()
            .map(symbol -> addresses.stream().anyMatch(at -> covers(symbol, at.offset())))
            .orElse(true);
  }

  private static boolean covers(Symbol variable, long offset) {
    return offset >= variable.value() && offset < variable.value() + variable.size();
  }

  private interface KernelReference {
    boolean resolve(ExternLinks.InProgram externs, int at, String symbol);
  }

  /** Whether the symbol is a kernel's; the instruction is complete then. */
  private boolean isKernels(
      CodeFunction function, int slot, Symbol symbol, KernelReference reference) {
    try {
      return symbol.isUndefined()
          && externs
              .filter(all -> reference.resolve(all, at(function, slot), symbol.name()))
              .isPresent();
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw new BpfObjectException(
          parts.place(function, slot - function.start()) + ": " + e.getMessage(), e);
    }
  }

  /** Symbols of sections have no names of their own. */
  private String name(Symbol symbol) {
    return symbol.name().isEmpty() && symbol.place() instanceof SymbolPlace.InSection in
        ? "in section " + parts.section(in.section()).name()
        : "'" + symbol.name() + "'";
  }

  private int section(CodeFunction function, int slot, Symbol symbol) {
    if (symbol.place() instanceof SymbolPlace.InSection in) {
      return in.section();
    }
    throw error(function, slot, parts.undefined(symbol));
  }

  private void setLoad(CodeFunction function, int slot, Op op, int second) {
    int at = at(function, slot);
    long word = Words.withSrc(Words.withImm(image.word(at), 0), op.fixed(Field.SRC));
    image.set(at, word);
    image.set(at + 1, Words.withImm(0, second));
  }

  private void refer(CodeFunction function, int slot, CodeSection code, long target, Op op) {
    CodeFunction callee = code.functionAt(target);
    calls.add(new Call(at(function, slot), callee, (int) target - callee.start()));
    add(callee);
  }

  /** The slot of the program that the section's slot became. */
  private int at(CodeFunction function, int slot) {
    return image.place(function) + slot - function.start();
  }

  private BpfObjectException error(CodeFunction function, int slot, String message) {
    return new BpfObjectException(parts.place(function, slot - function.start()) + ": " + message);
  }

  /** The kernel wants all functions described, or none. */
  private int[] functionInfo() {
    Rows rows = new Rows();
    int described = 0;
    for (CodeFunction function : image.places().keySet()) {
      int before = rows.size;
      int place = image.place(function);
      parts.functions().forEach(function, (from, row, slot) -> rows.add(from, row, place + slot));
      described += rows.size > before ? 1 : 0;
    }
    return described == image.places().size() ? rows.toArray() : new int[0];
  }

  /** The kernel wants a line at the start of each function, or none at all. */
  private int[] lineInfo() {
    Rows rows = new Rows();
    for (CodeFunction function : image.places().keySet()) {
      int place = image.place(function);
      int before = rows.size;
      parts.lines().forEach(function, (from, row, slot) -> rows.add(from, row, place + slot));
      if (rows.size == before || rows.numbers[before] != place) {
        return new int[0];
      }
    }
    return rows.toArray();
  }

  /** Rows of numbers whose first is a slot; of several for a slot the first counts. */
  private static final class Rows {
    int[] numbers = new int[64];
    int size;
    private int last = -1;

    void add(BtfExt.Rows from, int row, int slot) {
      if (slot == last) {
        return;
      }
      last = slot;
      if (size + BtfExt.LINE_COLUMNS > numbers.length) {
        numbers = Arrays.copyOf(numbers, numbers.length * 2);
      }
      numbers[size++] = slot;
      for (int column = 1; column < from.columns(); column++) {
        numbers[size++] = from.at(row, column);
      }
    }

    int[] toArray() {
      return Arrays.copyOf(numbers, size);
    }
  }
}
