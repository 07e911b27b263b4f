package dev.jbpf.btf.core.operand;

import dev.jbpf.btf.core.resolve.CoreRecord;
import dev.jbpf.kernel.call.CoreRelocation;
import java.util.List;
import java.util.Optional;

/**
 * What a number of an instruction depends on, as its author writes it: {@code
 * core(task_struct.real_parent)}.
 *
 * @param kind what is to be known
 * @param root the structure, union or enumeration; {@code struct} if nothing is said
 * @param steps the members, elements or the one enumerator
 * @param value of what kind the last member is; empty if its author did not say
 */
public record CoreOperand(
    CoreRelocation kind, Root root, List<Step> steps, Optional<CoreValue> value) {
  /** Lists are copied. */
  public CoreOperand {
    steps = List.copyOf(steps);
  }

  /** {@return the same, whose last member is of that kind} */
  public CoreOperand withValue(CoreValue other) {
    return new CoreOperand(kind, root, steps, Optional.of(other));
  }

  /** A named type. */
  public record Root(Keyword keyword, String name) {}

  /** What a type is, as C says it. */
  public enum Keyword {
    STRUCT,
    UNION,
    ENUM,
    TYPEDEF
  }

  /**
   * A step of the path.
   *
   * @param name a member or an enumerator; empty for an element
   * @param index the element's
   */
  public record Step(Optional<String> name, int index) {
    /** {@return the member, or enumerator, of that name} */
    public static Step member(String name) {
      return new Step(Optional.of(name), 0);
    }

    /** {@return the element of that number} */
    public static Step element(int index) {
      return new Step(Optional.empty(), index);
    }
  }

  /** {@return whether it is about a member} */
  public boolean isOfField() {
    return CoreRecord.isOfField(kind);
  }

  /** How far the place is from the start: elements of arrays alone are not at the start. */
  private long offset(int bytes) {
    long offset = 0;
    long size = bytes;
    for (int i = steps.size() - 1; i >= 0; i--) {
      if (steps.get(i).name().isEmpty()) {
        offset += steps.get(i).index() * size;
        size *= steps.get(i).index() + 1L;
      }
    }
    return offset;
  }

  /**
   * {@return the number for the types as the object declares them, which loaders want to see in the
   * instruction} All members lie at the start of their structure there.
   */
  public long local() {
    int bits = value.map(CoreValue::bytes).orElse(0) * Byte.SIZE;
    return switch (kind) {
      case FIELD_BYTE_OFFSET -> offset(bits / Byte.SIZE);
      case FIELD_BYTE_SIZE -> bits / Byte.SIZE;
      case FIELD_SIGNED -> value.filter(CoreValue::isSigned).isPresent() ? 1 : 0;
      case FIELD_LSHIFT_U64, FIELD_RSHIFT_U64 -> Long.SIZE - bits;
      case FIELD_EXISTS, TYPE_EXISTS, TYPE_MATCHES, ENUMVAL_EXISTS -> 1;
      case TYPE_ID_LOCAL, TYPE_ID_TARGET, TYPE_SIZE, ENUMVAL_VALUE -> 0;
    };
  }
}
