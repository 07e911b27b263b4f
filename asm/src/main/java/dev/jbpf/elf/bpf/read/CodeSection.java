package dev.jbpf.elf.bpf.read;

import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.section.Relocation;
import dev.jbpf.elf.section.Section;
import dev.jbpf.elf.symbol.Binding;
import dev.jbpf.elf.symbol.Symbol;
import dev.jbpf.elf.symbol.SymbolKind;
import dev.jbpf.isa.Words;
import java.util.ArrayList;
import java.util.List;

/** A section of instructions, divided into functions. */
public final class CodeSection {
  public static final String TEXT = ".text";

  private final Section section;
  private final long[] words;
  private final List<CodeFunction> functions = new ArrayList<>();

  public CodeSection(ElfObject object, int index) {
    section = object.sections().get(index);
    if (section.size() % Words.BYTES != 0) {
      throw new BpfObjectException(
          section + ", no whole number of instructions: " + Words.BYTES + " bytes each");
    }
    byte[] bytes = section.toBytes();
    words = new long[bytes.length / Words.BYTES];
    for (int i = 0; i < words.length; i++) {
      words[i] = Words.load(bytes, i * Words.BYTES, object.order());
    }
    findFunctions(object, index);
  }

  private void findFunctions(ElfObject object, int index) {
    List<Symbol> symbols = new ArrayList<>();
    for (Symbol symbol : object.symbols()) {
      if (symbol.isIn(index) && symbol.kind() == SymbolKind.FUNC) {
        symbols.add(symbol);
      }
    }
    symbols.sort(CodeSection::byPlace);
    for (int i = 0; i < symbols.size(); i++) {
      // Of several names of a function the first is enough: calls go by the place.
      if (i == 0 || symbols.get(i).value() != symbols.get(i - 1).value()) {
        long next = i + 1 < symbols.size() ? symbols.get(i + 1).value() : section.size();
        addFunction(symbols.get(i), next);
      }
    }
    if (symbols.isEmpty() && words.length > 0) {
      functions.add(new CodeFunction(nameOfWhole(object, index), this, 0, words.length, false));
    }
  }

  /** Compilers before LLVM 10 gave functions names, and did not say that they are functions. */
  private String nameOfWhole(ElfObject object, int index) {
    return object.symbols().stream()
        .filter(symbol -> symbol.isIn(index) && symbol.kind() == SymbolKind.NOTYPE)
        .filter(symbol -> symbol.value() == 0 && !isLocal(symbol) && !symbol.name().isEmpty())
        .map(Symbol::name)
        .findFirst()
        .orElse(section.name());
  }

  /** Of several at one place those that others see come first. */
  private static int byPlace(Symbol one, Symbol other) {
    int places = Long.compare(one.value(), other.value());
    return places != 0 ? places : Boolean.compare(isLocal(one), isLocal(other));
  }

  private static boolean isLocal(Symbol symbol) {
    return symbol.binding() == Binding.LOCAL;
  }

  private void addFunction(Symbol symbol, long next) {
    long start = symbol.value();
    // Assemblers leave the size out where nobody wrote it.
    long size = symbol.size() == 0 ? next - start : symbol.size();
    int last = functions.isEmpty() ? 0 : functions.get(functions.size() - 1).end();
    if (start < (long) last * Words.BYTES
        || size <= 0
        || start > section.size()
        || size > section.size() - start
        || (start | size) % Words.BYTES != 0) {
      throw new BpfObjectException(
          String.format(
              "function '%s' takes bytes 0x%x to 0x%x of %s, which it shares with another"
                  + " or does not have",
              symbol.name(), start, start + size, section));
    }
    int slot = (int) (start / Words.BYTES);
    int slots = (int) (size / Words.BYTES);
    functions.add(new CodeFunction(symbol.name(), this, slot, slots, isLocal(symbol)));
  }

  public String name() {
    return section.name();
  }

  public boolean isText() {
    return name().equals(TEXT);
  }

  public int slots() {
    return words.length;
  }

  public long word(int slot) {
    return words[slot];
  }

  public List<Relocation> relocations() {
    return section.relocations();
  }

  public List<CodeFunction> functions() {
    return functions;
  }

  /** The function that {@code slot} is in. */
  public CodeFunction functionAt(long slot) {
    int low = 0;
    int high = functions.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (functions.get(middle).start() <= slot) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    if (low > high || slot != (int) slot || !functions.get(low).contains((int) slot)) {
      throw new BpfObjectException("there is no function at slot " + slot + " of " + name());
    }
    return functions.get(low);
  }

  /** The index of the first relocation at {@code slot} or behind. */
  public int firstRelocation(int slot) {
    int low = 0;
    int high = relocations().size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (relocations().get(middle).offset() < slot * Words.BYTES) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
