package dev.jbpf.elf.bpf;

import dev.jbpf.code.KfuncCall;
import dev.jbpf.code.MapReference;
import dev.jbpf.code.MemberReference;
import dev.jbpf.code.Program;
import dev.jbpf.diag.text.SourceLineText;
import dev.jbpf.elf.bpf.describe.FunctionSpan;
import dev.jbpf.elf.bpf.describe.ObjectTypes;
import dev.jbpf.elf.bpf.describe.ProgramLines;
import dev.jbpf.elf.build.ElfBuilder;
import dev.jbpf.elf.build.SectionBuilder;
import dev.jbpf.elf.build.SymbolBuilder;
import dev.jbpf.elf.section.RelocationType;
import dev.jbpf.elf.symbol.Binding;
import dev.jbpf.elf.symbol.SymbolKind;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import dev.jbpf.kernel.struct.KernelMember;
import dev.jbpf.kernel.struct.KfuncDeclaration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a program into an object: the entry into the program's section, the functions that it
 * calls into {@code .text}, where libbpf looks for them. One program each.
 */
final class ProgramWriter {
  private static final String TEXT = ".text";

  private final ElfBuilder object;
  private final ObjectTypes types;
  private final MapSymbols maps;
  private final ProgramLines lines;
  private final Program program;
  private final List<FunctionSpan> functions;
  private final int[] offsets;
  private final Map<Integer, MapReference> references = new HashMap<>();
  private final Map<Integer, KernelMember> members = new HashMap<>();
  private final Map<Integer, KfuncDeclaration> calls = new HashMap<>();

  /** Finds what a program's map references stand for in the object. */
  interface MapSymbols {
    SymbolBuilder of(MapReference reference, boolean isValue);
  }

  ProgramWriter(
      ElfBuilder object,
      ObjectTypes types,
      MapSymbols maps,
      SourceLineText sources,
      String name,
      Program program) {
    this.object = object;
    this.types = types;
    this.maps = maps;
    this.lines = new ProgramLines(types, sources, program);
    this.program = program;
    this.functions = FunctionSpan.of(name, program);
    this.offsets = new int[functions.size()];
    for (MapReference map : program.maps()) {
      references.put(map.slot().number(), map);
    }
    for (KfuncCall.Reference call : program.kernelCalls()) {
      calls.put(call.slot().number(), call.function());
    }
    for (MemberReference use : program.members()) {
      members.put(use.slot().number(), use.member());
    }
  }

  void writeTo(String section) {
    SymbolBuilder entry = object.symbol(functions.get(0).name());
    if (!entry.isUndefined()) {
      throw new IllegalArgumentException(
          "the name '"
              + entry.name()
              + "' is taken: programs, maps and variables of one object have names of their own");
    }
    place();
    write(functions.get(0), entry.binding(Binding.GLOBAL), object.section(section));
    for (FunctionSpan function : functions.subList(1, functions.size())) {
      write(function, object.anonymous(function.name()), object.section(TEXT));
    }
  }

  /** Where each function but the entry will be in its section. */
  private void place() {
    int at = functions.size() == 1 ? 0 : object.section(TEXT).align(Words.BYTES).size();
    for (int i = 1; i < offsets.length; i++) {
      offsets[i] = at;
      at += functions.get(i).bytes();
    }
  }

  private void write(FunctionSpan function, SymbolBuilder symbol, SectionBuilder section) {
    int start = section.align(Words.BYTES).size();
    symbol.define(section, start).kind(SymbolKind.FUNC).size(function.bytes());
    if (function.start() == 0) {
      types.program(section.name(), start, function.name());
    } else {
      types.subprogram(section.name(), start, function.name());
    }
    lines.write(function, section.name(), start);
    for (int slot = function.start(); slot < function.end(); ) {
      slot += writeSlot(slot, section);
    }
  }

  private int writeSlot(int slot, SectionBuilder section) {
    Optional<Op> found = program.opAt(slot);
    long word = program.word(slot);
    if (found.isEmpty()) {
      section.putWord(word);
      return 1;
    }
    Op op = found.get();
    if (members.containsKey(slot)) {
      types.member(section.name(), section.size(), members.get(slot));
    }
    if (calls.containsKey(slot)) {
      putCall(section, calls.get(slot));
    } else if (op == Op.CALL_LOCAL) {
      int offset = offsets[calleeIndex(op, word, slot)];
      section.relocate(section.size(), text(), RelocationType.R_BPF_64_32);
      section.putWord(Words.withImm(word, offset / Words.BYTES - 1));
    } else if (op == Op.LDDW_FUNC) {
      putLoad(section, word, text(), offsets[calleeIndex(op, word, slot)]);
    } else if (references.containsKey(slot)) {
      boolean isValue = op == Op.LDDW_MAP_VALUE;
      int offset = isValue ? Words.imm(program.word(slot + 1)) : 0;
      putLoad(section, word, maps.of(references.get(slot), isValue), offset);
    } else {
      for (int i = 0; i < op.slots(); i++) {
        section.putWord(program.word(slot + i));
      }
    }
    return op.slots();
  }

  /** A call of what is elsewhere, as compilers write it. */
  private void putCall(SectionBuilder section, KfuncDeclaration function) {
    types.kernelFunction(function);
    SymbolBuilder symbol = object.symbol(function.name());
    if (!symbol.isUndefined()) {
      throw new IllegalArgumentException(
          "the name '"
              + function.name()
              + "' is the kernel's function and something of the object");
    }
    section.relocate(section.size(), symbol, RelocationType.R_BPF_64_32);
    section.putWord(Words.pack(Op.CALL_LOCAL, 0, 0, 0, -1));
  }

  /** A load of an address, as compilers write it: loaders fill the source field in. */
  private static void putLoad(SectionBuilder section, long word, SymbolBuilder symbol, int addend) {
    section.relocate(section.size(), symbol, RelocationType.R_BPF_64_64);
    section.putWord(Words.withImm(Words.withSrc(word, 0), addend)).putWord(0);
  }

  /** Functions that are not global are found by the section's symbol, as compilers have it. */
  private SymbolBuilder text() {
    return object.sectionSymbol(object.section(TEXT));
  }

  private int calleeIndex(Op op, long word, int slot) {
    int index = FunctionSpan.indexAt(functions, slot + 1 + op.distance(word));
    if (index == 0) {
      throw new IllegalArgumentException(
          "program '" + functions.get(0).name() + "': slot " + slot + " calls the program itself");
    }
    return index;
  }
}
