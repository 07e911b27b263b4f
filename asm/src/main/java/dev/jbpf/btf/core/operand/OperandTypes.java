package dev.jbpf.btf.core.operand;

import dev.jbpf.btf.BtfBuilder;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.core.operand.CoreOperand.Step;
import java.util.List;
import java.util.Set;

/**
 * Declares the types that operands name, as far as they name them: a structure with one member, at
 * its start. Loaders look for the kernel's by these names.
 */
public final class OperandTypes {
  private final BtfBuilder types;

  /** Adds to {@code types}. */
  public OperandTypes(BtfBuilder types) {
    this.types = types;
  }

  /** {@return the id of the type that the path starts at} */
  public int add(CoreOperand operand) {
    CoreOperand.Root root = operand.root();
    return switch (root.keyword()) {
      case STRUCT -> types.add(new BtfType.Struct(root.name(), size(operand), members(operand)));
      case UNION -> types.add(new BtfType.Union(root.name(), size(operand), members(operand)));
      case TYPEDEF -> types.add(new BtfType.Typedef(root.name(), value(CoreValue.S32)));
      case ENUM -> types.add(enumeration(root.name(), constant(operand)));
    };
  }

  /** {@return the numbers of members and elements from there to the place} */
  public static String path(CoreOperand operand) {
    StringBuilder path = new StringBuilder("0");
    if (operand.isOfField()) {
      operand.steps().forEach(step -> path.append(':').append(step.index()));
    }
    return path.toString();
  }

  private static String constant(CoreOperand operand) {
    return operand.steps().stream()
        .flatMap(step -> step.name().stream())
        .findFirst()
        .orElse("core_nothing");
  }

  private static BtfType enumeration(String name, String constant) {
    return new BtfType.Enum(
        name, Integer.BYTES, false, List.of(new BtfType.Enumerator(constant, 0)));
  }

  private long size(CoreOperand operand) {
    return operand.steps().isEmpty() ? 0 : size(operand, 1);
  }

  private List<BtfType.Member> members(CoreOperand operand) {
    return operand.steps().isEmpty() ? List.of() : List.of(member(operand, 0));
  }

  private BtfType.Member member(CoreOperand operand, int step) {
    String name = operand.steps().get(step).name().orElseThrow();
    return new BtfType.Member(name, type(operand, step + 1), 0, 0);
  }

  /** The type of what the steps before {@code step} lead to. */
  private int type(CoreOperand operand, int step) {
    List<Step> steps = operand.steps();
    if (step == steps.size()) {
      return value(operand.value().orElseThrow());
    }
    return steps.get(step).name().isPresent()
        ? types.add(new BtfType.Struct("", size(operand, step), List.of(member(operand, step))))
        : types.add(
            new BtfType.Array(
                type(operand, step + 1), value(CoreValue.U32), steps.get(step).index() + 1L));
  }

  private static long size(CoreOperand operand, int step) {
    long size = operand.value().orElseThrow().bytes();
    for (Step each : operand.steps().subList(step, operand.steps().size())) {
      size *= each.name().isPresent() ? 1 : each.index() + 1L;
    }
    return size;
  }

  private int value(CoreValue value) {
    return switch (value) {
      case PTR -> types.add(new BtfType.Ptr(0));
      case ENUM -> types.add(enumeration("", "core_nothing"));
      case STRUCT -> types.add(new BtfType.Struct("", 0, List.of()));
      case UNION -> types.add(new BtfType.Union("", 0, List.of()));
      case U8, U16, U32, U64, S8, S16, S32, S64 -> number(value);
    };
  }

  private int number(CoreValue value) {
    Set<BtfType.Encoding> encoding =
        value.isSigned() ? Set.of(BtfType.Encoding.SIGNED) : Set.of();
    return types.add(
        new BtfType.Int(value.word(), value.bytes(), encoding, 0, value.bytes() * Byte.SIZE));
  }
}
