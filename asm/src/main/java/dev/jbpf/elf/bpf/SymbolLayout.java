package dev.jbpf.elf.bpf;

import dev.jbpf.btf.BtfSections;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.Place;
import dev.jbpf.elf.Section;
import dev.jbpf.elf.Symbol;
import dev.jbpf.elf.SymbolKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Where variables are, by the object's symbols: gcc's BTF does not say it. */
final class SymbolLayout implements BtfSections.Layout {
  private final ElfObject object;
  private final Map<String, Map<String, Long>> offsets = new HashMap<>();

  SymbolLayout(ElfObject object) {
    this.object = object;
    for (Symbol symbol : object.symbols()) {
      if (symbol.kind() == SymbolKind.OBJECT && symbol.place() instanceof Place.InSection in) {
        offsets
            .computeIfAbsent(object.sections().get(in.section()).name(), s -> new HashMap<>())
            .putIfAbsent(symbol.name(), symbol.value());
      }
    }
  }

  @Override
  public long size(String section) {
    return object.section(section).map(Section::size).orElse(0);
  }

  @Override
  public OptionalLong offset(String section, String variable) {
    return Optional.ofNullable(offsets.getOrDefault(section, Map.of()).get(variable))
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }
}
