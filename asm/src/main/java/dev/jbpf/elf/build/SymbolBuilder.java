package dev.jbpf.elf.build;

import dev.jbpf.elf.symbol.Binding;
import dev.jbpf.elf.symbol.Symbol;
import dev.jbpf.elf.symbol.SymbolKind;
import dev.jbpf.elf.symbol.SymbolPlace;
import dev.jbpf.elf.symbol.Visibility;
import java.util.Optional;

/** A symbol whose properties are not all known yet. At first it is undefined. */
public final class SymbolBuilder {
  private String name;
  private final int index;
  private Optional<Binding> binding = Optional.empty();
  private Visibility visibility = Visibility.DEFAULT;
  private SymbolKind kind = SymbolKind.NOTYPE;
  private SymbolPlace place = SymbolPlace.Special.UNDEFINED;
  private long value;
  private long size;

  SymbolBuilder(String name, int index) {
    this.name = name;
    this.index = index;
  }

  /** {@return the name} */
  public String name() {
    return name;
  }

  int index() {
    return index;
  }

  /** {@return where it is} */
  public SymbolPlace place() {
    return place;
  }

  /** {@return whether no place is known} */
  public boolean isUndefined() {
    return place == SymbolPlace.Special.UNDEFINED;
  }

  /** {@return its offset in bytes, or whatever {@link SymbolPlace} says} */
  public long value() {
    return value;
  }

  /** {@return what is there} */
  public SymbolKind kind() {
    return kind;
  }

  /** {@return its size in bytes} */
  public long size() {
    return size;
  }

  /** Puts it at {@code offset} bytes of {@code section}. */
  public SymbolBuilder define(SectionBuilder section, long offset) {
    return define(new SymbolPlace.InSection(section.index()), offset);
  }

  /** Puts it at the end of {@code section} as it is now. */
  public SymbolBuilder define(SectionBuilder section) {
    return define(section, section.size());
  }

  /** Gives it a place and the value that goes with it. */
  public SymbolBuilder define(SymbolPlace newPlace, long newValue) {
    place = newPlace;
    value = newValue;
    return this;
  }

  /** Says what is there. */
  public SymbolBuilder kind(SymbolKind newKind) {
    kind = newKind;
    return this;
  }

  /** Says how many bytes are there. */
  public SymbolBuilder size(long newSize) {
    size = newSize;
    return this;
  }

  /** Says who sees it. */
  public SymbolBuilder binding(Binding newBinding) {
    binding = Optional.of(newBinding);
    return this;
  }

  /** Gives it another name in the file than the one by which the builder knows it. */
  public SymbolBuilder rename(String newName) {
    name = newName;
    return this;
  }

  /** Says who sees it after linking. */
  public SymbolBuilder visibility(Visibility newVisibility) {
    visibility = newVisibility;
    return this;
  }

  /** {@return who sees it after linking} */
  public Visibility visibility() {
    return visibility;
  }

  /** {@return who sees it: where nothing was said, all if it is undefined, this object if not} */
  public Binding binding() {
    return binding.orElse(isUndefined() ? Binding.GLOBAL : Binding.LOCAL);
  }

  Symbol build() {
    return new Symbol(name, kind, binding(), visibility, place, value, size);
  }
}
