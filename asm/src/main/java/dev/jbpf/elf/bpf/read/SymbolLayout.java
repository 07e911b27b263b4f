package dev.jbpf.elf.bpf.read;

import dev.jbpf.btf.section.BtfSections;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.section.Section;
import dev.jbpf.elf.symbol.Symbol;
import dev.jbpf.elf.symbol.SymbolKind;
import dev.jbpf.elf.symbol.SymbolPlace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where variables are, by the object's symbols: gcc's BTF does not say it. Types know sections by
 * their names: of several of one name each is taken to be behind the ones before.
 */
public final class SymbolLayout implements BtfSections.Layout {
  private final Map<Integer, Long> starts = new HashMap<>();
  private final Map<String, Long> sizes = new HashMap<>();
  private final Map<String, Map<String, Long>> offsets = new HashMap<>();

  public SymbolLayout(ElfObject object) {
    List<Section> sections = object.sections();
    for (int i = 0; i < sections.size(); i++) {
      long before = size(sections.get(i).name());
      starts.put(i, before);
      sizes.put(sections.get(i).name(), before + sections.get(i).size());
    }
    for (Symbol symbol : object.symbols()) {
      if (symbol.kind() == SymbolKind.OBJECT
          && symbol.place() instanceof SymbolPlace.InSection in) {
        String section = sections.get(in.section()).name();
        offsets.putIfAbsent(section, new HashMap<>());
        offsets.get(section).putIfAbsent(symbol.name(), offset(symbol));
      }
    }
  }

  /** {@return where a symbol is in all that the sections of its section's name hold} */
  public long offset(Symbol symbol) {
    return symbol.place() instanceof SymbolPlace.InSection in
        ? start(in.section()) + symbol.value()
        : symbol.value();
  }

  /** {@return where the section of that number starts in what the sections of its name hold} */
  public long start(int section) {
    return starts.getOrDefault(section, 0L);
  }

  @Override
  public long size(String section) {
    return sizes.getOrDefault(section, 0L);
  }

  @Override
  public OptionalLong offset(String section, String variable) {
    return Optional.ofNullable(offsets.getOrDefault(section, Map.of()).get(variable))
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }
}
