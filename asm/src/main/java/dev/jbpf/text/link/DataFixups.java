package dev.jbpf.text.link;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.elf.section.RelocationType;
import dev.jbpf.internal.Exact;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.names.Symbols;
import dev.jbpf.text.section.DataBuffer;
import dev.jbpf.text.section.SectionImage;
import dev.jbpf.text.section.SectionKinds;
import dev.jbpf.text.state.AssemblyState;
import java.math.BigInteger;
import java.util.Optional;

/** Fills in what data depends on, and notes the relocations that the source gives. */
final class DataFixups {
  private final AssemblyState state;
  private final SymbolValues values;
  private final Symbols symbols;
  private final SourceErrors errors;

  DataFixups(AssemblyState state, SymbolValues values) {
    this.state = state;
    this.values = values;
    this.symbols = state.symbols;
    this.errors = state.errors;
  }

  /** Completes the data of {@code image}. */
  void resolve(SectionImage image) {
    for (DataBuffer.Fix fix : image.data.fixes) {
      resolve(image, fix);
    }
    for (SectionImage.Given given : image.given) {
      resolve(image, given);
    }
    checkZeros(image);
  }

  private void resolve(SectionImage image, DataBuffer.Fix fix) {
    Optional<BigInteger> known = values.number(fix.symbol(), fix.minus());
    if (known.isPresent()) {
      put(image, fix, known.get());
    } else if (fix.symbol() == Symbols.NONE || fix.minus() != Symbols.NONE || fix.width() < 4) {
      errors.add(
          DiagnosticCode.SYMBOL_UNDEFINED,
          fix.from(),
          fix.to(),
          state.in.quote(fix.from(), fix.to()) + " is no number that is known");
    } else if (state.isObject()) {
      put(image, fix, BigInteger.valueOf(values.addend(fix.symbol())));
      values.relocate(image, fix.at(), fix.symbol(), relocation(fix));
    }
  }

  private void put(SectionImage image, DataBuffer.Fix fix, BigInteger base) {
    BigInteger sum = base.add(BigInteger.valueOf(fix.addend()));
    image.data.set(fix.at(), fix.width(), sum.longValue());
    if (!Exact.fits(sum, fix.width() * Byte.SIZE)) {
      errors.add(
          DiagnosticCode.IMM_RANGE,
          fix.from(),
          fix.to(),
          String.format(
              "%s is %d, which does not fit in %d bits",
              state.in.quote(fix.from(), fix.to()), sum, fix.width() * Byte.SIZE));
    }
  }

  private RelocationType relocation(DataBuffer.Fix fix) {
    int section = symbols.section(fix.symbol());
    long flags = section < 0 ? 0 : state.sections.get(section).flags();
    return SectionKinds.relocation(fix.width(), flags, symbols.isNamed(fix.symbol()));
  }

  private void resolve(SectionImage image, SectionImage.Given given) {
    long last = image.here() - given.type().bytes();
    if (given.offset() < 0 || given.offset() > last) {
      errors.add(
          DiagnosticCode.BAD_DIRECTIVE,
          given.from(),
          given.to(),
          "there is nothing to relocate at that offset");
    } else if (state.isObject()) {
      int section = symbols.section(given.symbol());
      boolean isStart = section >= 0 && !symbols.isKept(given.symbol());
      int named = isStart ? Symbols.NONE : given.symbol();
      image.relocations.add(
          new SectionImage.Relocated((int) given.offset(), named, section, given.type()));
    }
  }

  /** What only has a size in an object has no room for anything but zeros. */
  private void checkZeros(SectionImage image) {
    int at =
        image.isCode()
            ? image.code.mark(0)
            : !image.data.fixes.isEmpty()
                ? image.data.fixes.get(0).from()
                : image.given.isEmpty() ? image.firstValue : image.given.get(0).from();
    if (at >= 0 && image.isZeros()) {
      errors.add(
          DiagnosticCode.BAD_DIRECTIVE,
          at,
          at,
          "section '" + image.name + "' holds zeros only: this is none",
          "`.section NAME,\"aw\",@progbits` holds values, as .data does");
    }
  }
}
