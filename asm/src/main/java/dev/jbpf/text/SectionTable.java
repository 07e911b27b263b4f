package dev.jbpf.text;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sections of a source, and the one that statements go to. */
final class SectionTable {
  /** The section of subprograms, where sources start. */
  static final String TEXT = ".text";

  /** The section of the types of an object. */
  static final String TYPES = ".BTF";

  private final ByteOrder order;
  private final Subsections parts;
  private final List<Region> all = new ArrayList<>();
  private final Map<String, Region> byName = new HashMap<>();

  /** The section that statements go to. */
  Region current;

  /** Sections of which {@code first} is the first, expected to have so many instructions. */
  SectionTable(ByteOrder order, String first, int expected, Subsections parts) {
    this.order = order;
    this.parts = parts;
    this.current = add(first, expected);
  }

  private Region add(String name, int expected) {
    Region made = new Region(name, all.size(), order, parts.start(name, 0), expected);
    all.add(made);
    byName.put(name, made);
    return made;
  }

  /** {@return all sections, each at its number} */
  List<Region> all() {
    return Collections.unmodifiableList(all);
  }

  /** {@return the number of sections} */
  int count() {
    return all.size();
  }

  /** {@return the section of that number} */
  Region get(int index) {
    return all.get(index);
  }

  /** {@return the section of that name, a new one if there is none} */
  Region named(String name) {
    Region known = byName.get(name);
    return known == null ? add(name, 0) : known;
  }

  /** {@return that part of {@code section}, where 0 is the section itself} */
  Region part(Region section, int number) {
    Region whole = named(section.name);
    return number == 0 ? whole : parts.part(whole, number);
  }

  /** {@return whether the section of that number has instructions} */
  boolean isCode(int index) {
    return all.get(index).isCode() || parts.isCode(all.get(index).name);
  }

  /**
   * {@return whether the source says all that loaders need to know of it, as a compiler's: it has a
   * section of types, be it empty}
   */
  boolean describesItself() {
    return byName.containsKey(TYPES);
  }

  /** {@return the parts of the sections} */
  Subsections parts() {
    return parts;
  }

  /** Puts the parts of each section together. */
  void joinParts(Errors errors) {
    parts.join(all, errors);
  }
}
