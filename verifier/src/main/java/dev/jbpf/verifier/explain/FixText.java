package dev.jbpf.verifier.explain;

import java.util.Optional;
import java.util.stream.Collectors;

/** A fix as the author would write it. */
final class FixText {
  private FixText() {}

  static Optional<String> of(Scene scene, Style style) {
    Optional<String> asText = sentence(scene, style);
    return asText.isPresent() || style == Style.C
        ? asText
        : Fixes.of(scene).map(fix -> fix.where() + ": " + text(fix, style));
  }

  private static String text(Fix fix, Style style) {
    String separator = style == Style.MACRO ? ", " : "; ";
    return fix.code().stream().map(style::write).collect(Collectors.joining(separator));
  }

  /** What is no instruction, or is written in C. */
  private static Optional<String> sentence(Scene scene, Style style) {
    String text =
        switch (scene.finding().rule()) {
          case LICENSE -> license(style);
          case NULL_CHECK, NULLABLE_ARITHMETIC ->
              style == Style.C ? "before it: if (!pointer) return 0;" : "";
          case PACKET_RANGE ->
              style == Style.C
                  ? "before it: if ((void *)(header + 1) > (void *)(long)ctx->data_end) return 0;"
                  : "";
          case MAP_VALUE_RANGE, MEMORY_RANGE, UNBOUNDED_OFFSET ->
              style == Style.C ? "before it: if (index >= SIZE) return 0;" : "";
          case STACK_UNWRITTEN ->
              style == Style.C ? "where it is declared: struct key key = {};" : "";
          case RETURN_RANGE ->
              style == Style.C
                  ? "return " + scene.returns().map(range -> range.min()).orElse(0) + ";"
                  : "";
          default -> "";
        };
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static String license(Style style) {
    return switch (style) {
      case LLVM, GNU, MACRO -> "with --license GPL, or a section: .section license; .asciz \"GPL\"";
      case JAVA -> "Definition…license(\"GPL\")";
      case C -> "char LICENSE[] SEC(\"license\") = \"GPL\";";
    };
  }
}
