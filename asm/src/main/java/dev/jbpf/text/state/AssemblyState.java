package dev.jbpf.text.state;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.source.Cursor;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.source.SourceFile;
import dev.jbpf.text.names.Symbols;
import dev.jbpf.text.section.SectionTable;
import dev.jbpf.text.section.Subsections;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What all parts of the assembler work on while one source is read and linked. */
public final class AssemblyState {
  public final Settings settings;
  public final SourceFile source;
  public final SourceErrors errors;
  public final Cursor in;
  public final Symbols symbols = new Symbols();
  public final SectionTable sections;

  /** The instructions that depend on the kernel's types (CO-RE). */
  public final List<CoreUse> coreUses = new ArrayList<>(0);

  /** The state before a source is read, with parts of sections that start as said. */
  public AssemblyState(SourceFile source, Settings settings, Subsections parts) {
    this.settings = settings;
    this.source = source;
    this.errors = new SourceErrors(source);
    this.in = new Cursor(source);
    String first = isObject() ? settings.section().orElse(SectionTable.TEXT) : SectionTable.TEXT;
    this.sections = new SectionTable(settings.order(), first, source.expectedLines(), parts);
  }

  /** {@return the byte order of the target} */
  public ByteOrder order() {
    return settings.order();
  }

  /** {@return whether an object is made} */
  public boolean isObject() {
    return settings.isObject();
  }

  /**
   * {@return the bytes of the file of that name; empty, and an error noted, if it cannot be read}
   */
  public Optional<byte[]> read(String name, int from, int to) {
    String reason = "";
    try {
      Optional<byte[]> bytes = settings.includes().apply(name);
      if (bytes.isPresent()) {
        return bytes;
      }
    } catch (UncheckedIOException e) {
      reason = ": " + e.getCause().getMessage();
    }
    errors.add(
        DiagnosticCode.INCLUDE_MISSING, from, to, "cannot read the file '" + name + "'" + reason);
    return Optional.empty();
  }
}
