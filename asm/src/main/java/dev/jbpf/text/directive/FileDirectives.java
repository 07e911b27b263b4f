package dev.jbpf.text.directive;

import dev.jbpf.diag.DiagnosticCode;
import dev.jbpf.internal.Exact;
import dev.jbpf.source.Characters;
import dev.jbpf.source.Cursor;
import dev.jbpf.source.SourceErrors;
import dev.jbpf.text.state.AssemblyState;
import dev.jbpf.text.state.Operands;
import dev.jbpf.text.value.Expressions;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Directives for data that is not written as numbers of up to 64 bits. */
final class FileDirectives {
  private static final int OCTA_BYTES = 16;
  private static final int MOST_INSERTED = 256 << 20;

  private final AssemblyState state;
  private final Cursor in;
  private final SourceErrors errors;
  private final Expressions expressions;

  /** How many bytes files have put into sections. */
  private long inserted;

  FileDirectives(AssemblyState state, Expressions expressions) {
    this.state = state;
    this.in = state.in;
    this.errors = state.errors;
    this.expressions = expressions;
  }

  /** {@code .incbin "FILE"[, SKIPPED[, COUNT]]}: the bytes of a file. */
  void incbin(int from, int to) {
    if (in.skip() != '"') {
      errors.add(
          DiagnosticCode.BAD_DIRECTIVE, from, to, ".incbin takes the name of a file in quotes");
      return;
    }
    int start = in.at;
    String name = new String(in.text(), StandardCharsets.UTF_8);
    int end = in.at;
    Optional<byte[]> bytes = state.read(name, start, end);
    if (bytes.isEmpty()) {
      return;
    }
    long length = bytes.get().length;
    long skipped = number(0);
    long count = number(length - skipped);
    if (skipped < 0 || count < 0 || skipped + count > length) {
      errors.add(
          DiagnosticCode.BAD_DIRECTIVE, start, in.at, "the file has only " + length + " bytes");
      return;
    }
    inserted += count;
    if (inserted > MOST_INSERTED) {
      errors.add(
          DiagnosticCode.TOO_LARGE, from, to, "files put more than 256 MiB into sections in all");
      return;
    }
    for (long i = skipped; i < skipped + count; i++) {
      state.sections.current.addByte(bytes.get()[(int) i], from);
    }
  }

  /** {@return the number behind a comma, or what stands for one that is left out} */
  private long number(long otherwise) {
    if (in.skip() != ',') {
      return otherwise;
    }
    in.at++;
    Operands value = new Operands();
    boolean isLeftOut = in.skip() == ',';
    if (isLeftOut) {
      return otherwise;
    }
    return expressions.read(value) && value.kinds[0] == Operands.NUMBER
        ? Math.min(value.values[0], Integer.MAX_VALUE)
        : -1;
  }

  /** {@code .octa NUMBER, …}: numbers of 128 bits. */
  void octa(int from, int to) {
    do {
      Optional<BigInteger> number = octa();
      if (number.isEmpty()) {
        errors.add(
            DiagnosticCode.BAD_DIRECTIVE, from, to, ".octa takes numbers of at most 128 bits");
        return;
      }
      byte[] bytes = new byte[OCTA_BYTES];
      for (int i = 0; i < OCTA_BYTES; i++) {
        bytes[i] = number.get().shiftRight(i * Byte.SIZE).byteValue();
      }
      for (int i = 0; i < OCTA_BYTES; i++) {
        boolean isLittle = state.order() == ByteOrder.LITTLE_ENDIAN;
        state.sections.current.addByte(bytes[isLittle ? i : OCTA_BYTES - 1 - i], from);
      }
    } while (in.skip() == ',' && in.at++ >= 0);
  }

  private Optional<BigInteger> octa() {
    boolean isNegative = in.skip() == '-';
    in.at += isNegative ? 1 : 0;
    int start = in.at;
    while (Characters.isName(in.text[in.at])) {
      in.at++;
    }
    String text = in.text(start, in.at);
    boolean isHexadecimal = text.startsWith("0x") || text.startsWith("0X");
    try {
      BigInteger number =
          isHexadecimal
              ? new BigInteger(text.substring(2), 16)
              : new BigInteger(text, text.startsWith("0") ? 8 : 10);
      BigInteger signed = isNegative ? number.negate() : number;
      return number.signum() >= 0 && Exact.fits(signed, OCTA_BYTES * Byte.SIZE)
          ? Optional.of(signed)
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
