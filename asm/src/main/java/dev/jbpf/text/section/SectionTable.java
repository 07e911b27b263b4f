package dev.jbpf.text.section;

import dev.jbpf.source.SourceErrors;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sections of a source, and the one that statements go to. */
public final class SectionTable {
  /** The section of subprograms, where sources start. */
  public static final String TEXT = ".text";

  /** The section of the types of an object. */
  public static final String TYPES = ".BTF";

  private final ByteOrder order;
  private final Subsections parts;
  private final List<SectionImage> all = new ArrayList<>();
  private final Map<String, SectionImage> byName = new HashMap<>();

  /** The section that statements go to. */
  public SectionImage current;

  /** Sections of which {@code first} is the first, expected to have so many instructions. */
  public SectionTable(ByteOrder order, String first, int expected, Subsections parts) {
    this.order = order;
    this.parts = parts;
    this.current = add(first, expected);
  }

  private SectionImage add(String name, int expected) {
    SectionImage made = new SectionImage(name, all.size(), order, parts.start(name, 0), expected);
    all.add(made);
    byName.put(name, made);
    return made;
  }

  /** {@return all sections, each at its number} */
  public List<SectionImage> all() {
    return Collections.unmodifiableList(all);
  }

  /** {@return the number of sections} */
  public int count() {
    return all.size();
  }

  /** {@return the section of that number} */
  public SectionImage get(int index) {
    return all.get(index);
  }

  /** {@return the section of that name, a new one if there is none} */
  public SectionImage named(String name) {
    SectionImage known = byName.get(name);
    return known == null ? add(name, 0) : known;
  }

  /** {@return that part of {@code section}, where 0 is the section itself} */
  public SectionImage part(SectionImage section, int number) {
    SectionImage whole = named(section.name);
    return number == 0 ? whole : parts.part(whole, number);
  }

  /** {@return whether the section of that number has instructions} */
  public boolean isCode(int index) {
    return all.get(index).isCode() || parts.isCode(all.get(index).name);
  }

  /**
   * {@return whether the source says all that loaders need to know of it, as a compiler's: it has a
   * section of types, be it empty}
   */
  public boolean describesItself() {
    return byName.containsKey(TYPES);
  }

  /** {@return the parts of the sections} */
  public Subsections parts() {
    return parts;
  }

  /** Puts the parts of each section together. */
  public void joinParts(SourceErrors errors) {
    parts.join(all, errors);
  }
}
