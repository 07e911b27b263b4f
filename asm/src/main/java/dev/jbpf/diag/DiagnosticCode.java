package dev.jbpf.diag;

import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of messages, one for each fault, whoever finds it. Their names are stable; what each of
 * them means is on the page {@code docs/diagnostics.md}.
 */
public enum DiagnosticCode {
  // The text of a source.
  BAD_TEXT,
  NOT_TEXT,
  BAD_COMMENT,
  BAD_STATEMENT,
  BAD_NUMBER,
  BAD_OPERAND,
  BAD_REGISTER,
  BAD_DIRECTIVE,
  BAD_MACRO,
  UNKNOWN_MNEMONIC,
  UNKNOWN_DIRECTIVE,
  DIALECT,
  UNCLOSED,
  CONDITION_UNKNOWN,
  ERROR_DIRECTIVE,
  INCLUDE_MISSING,

  // Names.
  LABEL_UNDEFINED,
  LABEL_DUPLICATE,
  SYMBOL_UNDEFINED,
  EXTERNAL_NEAR_HELPER,
  EXTERNAL_NEAR_NAME,

  // Fields.
  IMM_RANGE,
  OFF_RANGE,
  JUMP_RANGE,
  JUMP_BACKWARD,
  JUMP_STRETCHED,
  SHIFT_RANGE,
  DIVISION_BY_ZERO,

  // Sections and outputs.
  MISALIGNED,
  SECTION_UNKNOWN,
  SECTION_AMBIGUOUS,
  NEEDS_OBJECT,
  MAP_LOST,
  CORE_LOST,

  // Limits.
  PROGRAM_EMPTY,
  PROGRAM_SIZE,
  TOO_LARGE,
  TOO_DEEP,
  TOO_MANY_ERRORS,

  // Targets.
  TARGET,
  LOWERED,

  // Dumps.
  DUMP_LINE,
  DUMP_GAP,
  DUMP_CALL,

  // Classic programs.
  COUNT_MISMATCH,
  CODE_UNKNOWN,
  EXTENSION_UNKNOWN,
  EXTENSION_KERNEL_ONLY,
  SCRATCH_RANGE,
  SCRATCH_UNSET,
  RETURN_MISSING,
  RETURN_INDEX,

  // Runs.
  VERIFIER,
  REJECT,
  FAULT;

  /** {@return the code that messages show as {@code text}, if there is one} */
  public static Optional<DiagnosticCode> of(String text) {
    for (DiagnosticCode code : values()) {
      if (code.toString().equals(text)) {
        return Optional.of(code);
      }
    }
    return Optional.empty();
  }

  /** {@return the code as messages show it: {@code imm-range}} */
  @Override
  public String toString() {
    // Made when asked for: most sources have no message.
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
