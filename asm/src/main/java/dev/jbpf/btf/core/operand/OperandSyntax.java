package dev.jbpf.btf.core.operand;

import dev.jbpf.btf.core.operand.CoreOperand.Keyword;
import dev.jbpf.btf.core.operand.CoreOperand.Root;
import dev.jbpf.btf.core.operand.CoreOperand.Step;
import dev.jbpf.kernel.call.CoreRelocation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what stands between the parentheses: {@code task_struct.se.vruntime, u64}, {@code union
 * thing}, {@code zone_stat_item.NR_BOUNCE}.
 */
public final class OperandSyntax {
  private static final Pattern FIELD =
      Pattern.compile(
          "\\s*(?:(struct|union)\\s+)?(\\w+)\\s*(\\.\\w+(?:\\.\\w+|\\[\\d{1,9}])*)\\s*"
              + "(?:,\\s*(\\w+)\\s*)?");
  private static final Pattern TYPE =
      Pattern.compile("\\s*(?:(struct|union|enum|typedef)\\s+)?(\\w+)\\s*");
  private static final Pattern CONSTANT =
      Pattern.compile("\\s*(?:enum\\s+)?(\\w+)\\s*(?:\\.|::)\\s*(\\w+)\\s*");
  private static final Pattern STEP = Pattern.compile("\\.(\\w+)|\\[(\\d+)]");

  private OperandSyntax() {}

  /**
   * {@return the operand that {@code text} describes}
   *
   * @throws IllegalArgumentException if it describes none; says what would
   */
  public static CoreOperand parse(CoreFunction function, String text) {
    CoreRelocation kind = function.kind();
    return switch (kind) {
      case FIELD_BYTE_OFFSET,
          FIELD_BYTE_SIZE,
          FIELD_EXISTS,
          FIELD_SIGNED,
          FIELD_LSHIFT_U64,
          FIELD_RSHIFT_U64 ->
          field(function, match(FIELD, function, text, "STRUCT.MEMBER"));
      case TYPE_ID_LOCAL, TYPE_ID_TARGET, TYPE_EXISTS, TYPE_SIZE, TYPE_MATCHES -> {
        Matcher type = match(TYPE, function, text, "STRUCT, or union, enum, typedef and a name");
        yield new CoreOperand(kind, root(type), List.of(), Optional.empty());
      }
      case ENUMVAL_EXISTS, ENUMVAL_VALUE -> {
        Matcher constant = match(CONSTANT, function, text, "ENUM.CONSTANT");
        yield new CoreOperand(
            kind,
            new Root(Keyword.ENUM, constant.group(1)),
            List.of(Step.member(constant.group(2))),
            Optional.empty());
      }
    };
  }

  private static Matcher match(Pattern pattern, CoreFunction function, String text, String what) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(function + " takes " + what);
    }
    return matcher;
  }

  private static Root root(Matcher matcher) {
    String word = matcher.group(1) == null ? "struct" : matcher.group(1);
    return new Root(Keyword.valueOf(word.toUpperCase(Locale.ROOT)), matcher.group(2));
  }

  private static CoreOperand field(CoreFunction function, Matcher matcher) {
    List<Step> steps = new ArrayList<>();
    for (Matcher step = STEP.matcher(matcher.group(3)); step.find(); ) {
      steps.add(
          step.group(1) == null
              ? Step.element(Integer.parseInt(step.group(2)))
              : Step.member(step.group(1)));
    }
    Optional<CoreValue> value = Optional.ofNullable(matcher.group(4)).map(OperandSyntax::value);
    boolean isDefault = value.isEmpty() && function == CoreFunction.OFFSET;
    boolean hasElements = steps.stream().anyMatch(step -> step.name().isEmpty());
    if (value.isEmpty() && (!isDefault || hasElements)) {
      throw new IllegalArgumentException(
          "say of what type the member is, as in " + function + "(task_struct.pid, s32)");
    }
    return new CoreOperand(function.kind(), root(matcher), steps, value);
  }

  private static CoreValue value(String word) {
    return CoreValue.named(word)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a member is a ptr, u8 to u64, s8 to s64, an enum, a struct or a union, no "
                        + word));
  }
}
