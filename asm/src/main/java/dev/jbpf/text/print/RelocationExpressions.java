package dev.jbpf.text.print;

import dev.jbpf.code.Program;
import dev.jbpf.code.flow.ProgramFlow;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.section.Relocation;
import dev.jbpf.elf.section.RelocationType;
import dev.jbpf.elf.symbol.Binding;
import dev.jbpf.elf.symbol.Symbol;
import dev.jbpf.elf.symbol.SymbolKind;
import dev.jbpf.elf.symbol.SymbolPlace;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import dev.jbpf.text.section.SectionKinds;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Writes relocations as expressions, where the assembler makes the same relocation of one. */
public final class RelocationExpressions {
  private final ElfObject object;
  private final SymbolNames names;
  private final Map<Integer, Program> programs;
  private final Map<Integer, BitSet> called = new HashMap<>();
  private final Map<Integer, ProgramFlow> starts = new HashMap<>();

  /** For an object whose sections of instructions are {@code programs}, by their numbers. */
  public RelocationExpressions(
      ElfObject object, SymbolNames names, Map<Integer, Program> programs) {
    this.object = object;
    this.names = names;
    this.programs = programs;
  }

  /** {@return the slots of a section that calls in other sections need a label at} */
  BitSet calledIn(int section) {
    return called.getOrDefault(section, new BitSet());
  }

  private String label(int section, int slot) {
    if (!called.containsKey(section)) {
      called.put(section, new BitSet());
    }
    called.get(section).set(slot);
    return names.slot(section, slot);
  }

  /** What stands for {@code width} bytes that are relocated. */
  public record Expression(int width, String text) {
    static final Expression NONE = new Expression(0, "");
  }

  /**
   * {@return the expressions of a section, by their distances from its start in bytes} Where more
   * than one relocation applies, there is none.
   */
  public Map<Integer, Expression> of(int section) {
    NavigableMap<Integer, Expression> found = new TreeMap<>();
    for (Relocation relocation : object.sections().get(section).relocations()) {
      Optional<String> text = text(section, relocation);
      boolean isOnly = !found.containsKey(relocation.offset());
      found.put(
          relocation.offset(),
          isOnly && text.isPresent()
              ? new Expression(relocation.type().bytes(), text.get())
              : Expression.NONE);
    }
    Map<Integer, Expression> apart = new HashMap<>();
    int end = 0;
    for (Map.Entry<Integer, Expression> entry : found.entrySet()) {
      if (entry.getValue().width() > 0 && entry.getKey() >= end) {
        apart.put(entry.getKey(), entry.getValue());
        end = entry.getKey() + entry.getValue().width();
      }
    }
    return apart;
  }

  private Optional<String> text(int section, Relocation relocation) {
    Symbol symbol = object.symbols().get(relocation.symbol());
    boolean isPlace = symbol.isUndefined() || symbol.place() instanceof SymbolPlace.InSection;
    if (!isPlace || isSection(symbol) == (symbol.binding() != Binding.LOCAL)) {
      return Optional.empty();
    }
    Program program = programs.get(section);
    return program == null ? data(section, relocation) : code(section, program, relocation);
  }

  private static boolean isSection(Symbol symbol) {
    return symbol.kind() == SymbolKind.SECTION && symbol.value() == 0;
  }

  private Optional<String> code(int section, Program program, Relocation relocation) {
    int slot = relocation.offset() / Words.BYTES;
    if (relocation.offset() % Words.BYTES != 0) {
      return Optional.empty();
    }
    Optional<Op> op = program.opAt(slot);
    if (op.equals(Optional.of(Op.LDDW)) && relocation.type() == RelocationType.R_BPF_64_64) {
      long addend = Words.immediate(Op.LDDW, program.word(slot), program.word(slot + 1));
      Optional<String> named = sum(relocation, addend, true);
      return named.isPresent() ? named : Optional.of(sum(relocation, addend));
    }
    boolean isCall =
        op.equals(Optional.of(Op.CALL_LOCAL)) && relocation.type() == RelocationType.R_BPF_64_32;
    return isCall ? call(section, relocation, Words.imm(program.word(slot)) + 1) : Optional.empty();
  }

  private Optional<String> call(int section, Relocation relocation, int slot) {
    Symbol symbol = object.symbols().get(relocation.symbol());
    if (!isSection(symbol)) {
      return slot == 0 ? Optional.of(names.of(relocation.symbol())) : Optional.empty();
    }
    int target = sectionOf(symbol);
    Program program = programs.get(target);
    boolean isElsewhere = target != section && program != null && slot >= 0;
    if (!isElsewhere || !starts(target, program).isPlace(slot)) {
      return Optional.empty();
    }
    Optional<String> known = names.local(target, (long) slot * Words.BYTES);
    return known.isPresent() ? known : Optional.of(label(target, slot));
  }

  private ProgramFlow starts(int section, Program program) {
    ProgramFlow known = starts.get(section);
    if (known == null) {
      known = ProgramFlow.of(program);
      starts.put(section, known);
    }
    return known;
  }

  private Optional<String> data(int section, Relocation relocation) {
    int width = relocation.type().bytes();
    if (width < 4 || object.sections().get(section).isZeros()) {
      return Optional.empty();
    }
    ByteBuffer bytes = object.sections().get(section).data(object.order());
    int at = relocation.offset();
    long addend = width == 8 ? bytes.getLong(at) : bytes.getInt(at);
    Symbol symbol = object.symbols().get(relocation.symbol());
    long flags = symbol.isUndefined() ? 0 : object.sections().get(sectionOf(symbol)).flags();
    boolean isNamed = SectionKinds.relocation(width, flags, true) == relocation.type();
    boolean isStart = SectionKinds.relocation(width, flags, false) == relocation.type();
    Optional<String> named = isNamed ? sum(relocation, addend, true) : Optional.empty();
    return named.isEmpty() && isStart && isSection(symbol)
        ? Optional.of(sum(relocation, addend))
        : named;
  }

  /** The symbol, or one that stands at that distance from the start of the section. */
  private Optional<String> sum(Relocation relocation, long addend, boolean named) {
    Symbol symbol = object.symbols().get(relocation.symbol());
    return isSection(symbol)
        ? names.local(sectionOf(symbol), addend)
        : Optional.of(sum(names.of(relocation.symbol()), addend));
  }

  /** A distance from the start of the section. */
  private String sum(Relocation relocation, long addend) {
    return sum(names.start(sectionOf(object.symbols().get(relocation.symbol()))), addend);
  }

  private static String sum(String name, long addend) {
    return addend == 0
        ? name
        : name + (addend < 0 ? "-" : "+") + Long.toUnsignedString(Math.abs(addend));
  }

  /** {@return what {@code .reloc} calls the symbol of a relocation} */
  public String symbol(Relocation relocation) {
    Symbol symbol = object.symbols().get(relocation.symbol());
    return isSection(symbol) ? names.start(sectionOf(symbol)) : names.of(relocation.symbol());
  }

  private static int sectionOf(Symbol symbol) {
    return ((SymbolPlace.InSection) symbol.place()).section();
  }
}
