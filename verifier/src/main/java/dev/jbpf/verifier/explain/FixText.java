package dev.jbpf.verifier.explain;

import dev.jbpf.isa.Operation;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.verifier.facts.ReturnRange;
import java.util.Optional;
import java.util.stream.Collectors;

/** A fix as the author would write it. */
final class FixText {
  private FixText() {}

  static Optional<String> of(Scene scene, Style style) {
    Optional<String> asText = sentence(scene, style);
    return asText.isPresent() || !style.isInstructions()
        ? asText
        : Fixes.of(scene).map(fix -> fix.where() + ": " + text(fix, style));
  }

  private static String text(Fix fix, Style style) {
    String separator = style == Style.MACRO ? ", " : "; ";
    return fix.code().stream().map(style::write).collect(Collectors.joining(separator));
  }

  /** What is no instruction, or is written in another language. */
  private static Optional<String> sentence(Scene scene, Style style) {
    String text =
        switch (scene.finding().rule()) {
          case LICENSE -> license(style);
          case ENDLESS_LOOP, TOO_COMPLEX, PROGRAM_SIZE, BACK_EDGE ->
              LoopAdvice.text(style, scene.kernel().version());
          default ->
              switch (style) {
                case LLVM, GNU, MACRO, BUILDER, JAVA -> "";
                case VALUES -> inValues(scene);
                case METHODS -> inMethods(scene);
                case C -> inC(scene);
              };
        };
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static String inValues(Scene scene) {
    return switch (scene.finding().rule()) {
      case NULL_CHECK, NULLABLE_ARITHMETIC -> "where it is from: ….orReturn(0)";
      case MAP_VALUE_RANGE, MEMORY_RANGE, UNBOUNDED_OFFSET, STACK_VARIABLE ->
          "before it: p.when(index.ge(SIZE), () -> p.ret(0));";
      case RETURN_RANGE -> "p.ret(" + least(scene) + ");";
      default -> "";
    };
  }

  private static String inMethods(Scene scene) {
    return switch (scene.finding().rule()) {
      case NULL_CHECK, NULLABLE_ARITHMETIC -> "before it: if (… == null) return 0;";
      case MAP_VALUE_RANGE, MEMORY_RANGE, UNBOUNDED_OFFSET, STACK_VARIABLE ->
          "before it: if (index < 0 || index >= SIZE) return 0;";
      case NEGATIVE_OFFSET -> "before it: if (index < 0) return 0;";
      case RETURN_RANGE -> "return " + least(scene) + ";";
      case REFERENCE_LEAK, TAIL_CALL ->
          acquirer(scene)
              .filter(helper -> helper == Helper.RINGBUF_RESERVE)
              .map(helper -> "before it: RING.discard(record);")
              .orElse("");
      default -> "";
    };
  }

  private static int least(Scene scene) {
    return scene.returns().map(ReturnRange::min).orElse(0);
  }

  private static String inC(Scene scene) {
    return switch (scene.finding().rule()) {
      case NULL_CHECK, NULLABLE_ARITHMETIC -> "before it: if (!pointer) return 0;";
      case PACKET_RANGE ->
          "before it: if ((void *)(header + 1) > (void *)(long)ctx->data_end) return 0;";
      case MAP_VALUE_RANGE, MEMORY_RANGE, UNBOUNDED_OFFSET, STACK_VARIABLE ->
          "before it: if (index >= SIZE) return 0;";
      case NEGATIVE_OFFSET -> "before it: if (index < 0) return 0;";
      case ARGUMENT_SIZE -> "before it: if (size == 0 || size > sizeof(buffer)) return 0;";
      case STACK_UNWRITTEN -> "where it is declared: struct key key = {};";
      case RETURN_RANGE -> "return " + least(scene) + ";";
      case LOCK_PAIR -> "before it: bpf_spin_unlock(&value->lock);";
      case REFERENCE_LEAK, TAIL_CALL -> release(scene);
      case NOT_A_POINTER -> isOfTracing(scene.subject().type()) ? read(scene) : "";
      default -> "";
    };
  }

  private static String release(Scene scene) {
    return acquirer(scene)
        .map(
            helper ->
                switch (helper) {
                  case RINGBUF_RESERVE -> "before it: bpf_ringbuf_discard(record, 0);";
                  case KPTR_XCHG -> "";
                  default -> "before it: bpf_sk_release(socket);";
                })
        .orElse("");
  }

  private static Optional<Helper> acquirer(Scene scene) {
    return scene.acquired().flatMap(step -> Helper.of((int) step.insn().imm()));
  }

  /** Addresses that programs find in arguments are read by helpers. */
  private static String read(Scene scene) {
    boolean isLoaded =
        scene
            .register()
            .flatMap(scene::writer)
            .filter(step -> step.insn().op().operation().kind() == Operation.Kind.LOAD)
            .isPresent();
    return isLoaded ? "instead: bpf_probe_read_kernel(&value, sizeof(value), address);" : "";
  }

  private static boolean isOfTracing(ProgramType type) {
    return switch (type) {
      case KPROBE, TRACEPOINT, PERF_EVENT, RAW_TRACEPOINT, RAW_TRACEPOINT_WRITABLE, TRACING -> true;
      default -> false;
    };
  }

  private static String license(Style style) {
    return switch (style) {
      case LLVM, GNU, MACRO -> "with --license GPL, or a section: .section license; .asciz \"GPL\"";
      case BUILDER -> "Definition…license(\"GPL\")";
      case VALUES -> "Probe…license(\"GPL\")";
      case METHODS -> "@BpfProgram(…, license = \"GPL\")";
      case JAVA -> "";
      case C -> "char LICENSE[] SEC(\"license\") = \"GPL\";";
    };
  }
}
