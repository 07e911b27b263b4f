package dev.jbpf.text;

import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.Optional;

/** What all parts of the assembler work on while one source is read and linked. */
final class AssemblyState {
  final Settings settings;
  final SourceText source;
  final Errors errors;
  final Scanner in;
  final Symbols symbols = new Symbols();
  final SectionTable sections;

  /** The state before a source is read, with parts of sections that start as said. */
  AssemblyState(SourceText source, Settings settings, Subsections parts) {
    this.settings = settings;
    this.source = source;
    this.errors = new Errors(source);
    this.in = new Scanner(source);
    String first = isObject() ? settings.section().orElse(SectionTable.TEXT) : SectionTable.TEXT;
    this.sections = new SectionTable(settings.order(), first, source.expectedLines(), parts);
  }

  /** {@return the byte order of the target} */
  ByteOrder order() {
    return settings.order();
  }

  /** {@return whether an object is made} */
  boolean isObject() {
    return settings.isObject();
  }

  /**
   * {@return the bytes of the file of that name; empty, and an error noted, if it cannot be read}
   */
  Optional<byte[]> read(String name, int from, int to) {
    String reason = "";
    try {
      Optional<byte[]> bytes = settings.includes().apply(name);
      if (bytes.isPresent()) {
        return bytes;
      }
    } catch (UncheckedIOException e) {
      reason = ": " + e.getCause().getMessage();
    }
    errors.add("include-missing", from, to, "cannot read the file '" + name + "'" + reason);
    return Optional.empty();
  }
}
