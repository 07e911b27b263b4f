package dev.jbpf.text;

import dev.jbpf.code.Program;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.section.Relocation;
import dev.jbpf.elf.section.Section;
import dev.jbpf.isa.Words;
import dev.jbpf.text.print.CoreComments;
import dev.jbpf.text.print.PrintStyle;
import dev.jbpf.text.print.RelocationExpressions;
import dev.jbpf.text.print.SectionPrinter;
import dev.jbpf.text.print.SymbolNames;
import dev.jbpf.text.print.SymbolPrinter;
import dev.jbpf.text.print.TextBuffer;
import dev.jbpf.text.section.SectionTable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Turns objects, of whatever compiler, into text that {@link Assembler} turns into an object with
 * the same sections, symbols and relocations again.
 *
 * <p>What a text cannot say is not in it: {@code e_flags}, symbols for sections that no relocation
 * needs, common symbols, and two sections of one name. Symbols whose names cannot stand in a text,
 * or that share one, have others there, and {@code .rename} says their own. An object without
 * {@code .text} gets an empty one.
 */
public final class ObjectPrinter {
  private final ElfObject object;
  private final PrintStyle style;
  private final Map<Integer, Program> programs = new TreeMap<>();
  private final List<Map<Integer, RelocationExpressions.Expression>> texts = new ArrayList<>();
  private final SymbolNames names;
  private final RelocationExpressions references;
  private final TextBuffer out;
  private final SymbolPrinter symbols;
  private final Optional<CoreComments> comments;

  private ObjectPrinter(ElfObject object, Dialect dialect, TextBuffer out) {
    this.object = object;
    this.out = out;
    this.style = dialect.style();
    this.names = new SymbolNames(object);
    for (int index = 0; index < object.sections().size(); index++) {
      Section section = object.sections().get(index);
      if (section.isCode() && section.size() % Words.BYTES == 0) {
        programs.put(index, Program.decode(section.data(object.order()), object.order()));
      }
    }
    this.references = new RelocationExpressions(object, names, programs);
    this.symbols = new SymbolPrinter(object, names, out);
    this.comments = CoreComments.of(object);
    for (int index = 0; index < object.sections().size(); index++) {
      boolean isMacros = style == PrintStyle.MACRO && programs.containsKey(index);
      texts.add(isMacros ? new HashMap<>() : references.of(index));
    }
    // Labels for what is related by a directive have to be known before the sections are written.
    for (int index = 0; index < object.sections().size(); index++) {
      for (Relocation relocation : related(index)) {
        references.symbol(relocation);
      }
    }
  }

  private List<Relocation> related(int index) {
    List<Relocation> related = new ArrayList<>();
    for (Relocation relocation : object.sections().get(index).relocations()) {
      if (!texts.get(index).containsKey(relocation.offset())) {
        related.add(relocation);
      }
    }
    return related;
  }

  /**
   * {@return the object as a source file} Its numbers are in the byte order of the object.
   *
   * @throws IllegalArgumentException if instructions are not written in {@code dialect}
   */
  public static String print(ElfObject object, Dialect dialect) {
    return print(object, dialect, section -> true);
  }

  /**
   * {@return those sections of the object as a source file, in which the others are missing}
   *
   * @throws IllegalArgumentException if instructions are not written in {@code dialect}
   */
  @SuppressWarnings("exports")
  public static String print(ElfObject object, Dialect dialect, Predicate<Section> wanted) {
    TextBuffer out = new TextBuffer(1 << 12);
    new ObjectPrinter(object, dialect, out).print(wanted);
    return out.toString();
  }

  /**
   * Writes those sections of the object as {@link #print(ElfObject, Dialect, Predicate)} has them,
   * in UTF-8. Nothing of the text is kept.
   *
   * @throws IllegalArgumentException if instructions are not written in {@code dialect}; nothing
   *     has been written then
   * @throws IOException if {@code out} cannot be written
   */
  @SuppressWarnings("exports")
  public static void write(
      ElfObject object, Dialect dialect, Predicate<Section> wanted, OutputStream out)
      throws IOException {
    TextBuffer text = new TextBuffer(out);
    try {
      new ObjectPrinter(object, dialect, text).print(wanted);
      text.flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void print(Predicate<Section> wanted) {
    symbols.outside();
    for (int index = 0; index < object.sections().size(); index++) {
      if (wanted.test(object.sections().get(index))) {
        section(index);
      }
    }
    if (object.section(SectionTable.TYPES).isEmpty()) {
      out.append("\n# No types: what loaders need to know is all said above.\n");
      out.append("\t.section " + SectionTable.TYPES + '\n');
    }
  }

  private void section(int index) {
    Section section = object.sections().get(index);
    SectionPrinter printer =
        new SectionPrinter(object, index, names, symbols, references, texts.get(index), out);
    if (section.name().startsWith(SectionTable.TYPES)) {
      out.append("\n# Types, functions and lines for loaders and debuggers.");
    }
    printer.header();
    Program program = programs.get(index);
    if (program == null) {
      printer.data();
    } else {
      Map<Integer, String> rows =
          comments.isPresent() ? comments.get().in(section.name()) : Map.of();
      printer.code(program, style, rows);
    }
    printer.rest(related(index));
  }
}
