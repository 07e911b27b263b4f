package dev.jbpf.dsl.value.part;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.number.Int;
import dev.jbpf.dsl.value.number.Kind;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.kernel.StructField;
import java.util.Set;

/** What a program was called with: members of one structure, by their type and width. */
public final class ContextMembers {
  private final Scope scope;
  private final Set<String> structs;

  /** Members of {@code structs}, which start alike. */
  public ContextMembers(Scope scope, Set<String> structs) {
    this.scope = scope;
    this.structs = structs;
  }

  /** {@return the address of the structure} */
  public Value context() {
    scope.at();
    return scope.unit().main().parameter();
  }

  /** {@return the member, widened to {@code kind}} */
  public <T extends Int<T, ?>> T get(StructField field, Kind<T> kind) {
    require(field);
    int bits = field.size() * Byte.SIZE;
    if (bits > kind.type().bits() || !isPower(field.size())) {
      throw scope.error(
          "number-width", field + " has " + bits + " bits, " + kind + " does not hold it");
    }
    Value value = scope.at().load(Type.Int.of(bits, field.isSigned()), context(), field.offset());
    return kind.of(scope, scope.at().cast(value, kind.type()));
  }

  /** Stores {@code value} in the member, which must be as wide. */
  public void set(StructField field, Int<?, ?> value) {
    require(field);
    Type type = Type.Int.of(field.size() * Byte.SIZE, field.isSigned());
    if (value.ir().type().bits() > type.bits()) {
      throw scope.error(
          "number-width", field + " has " + type.bits() + " bits, " + value.kind() + " more");
    }
    scope.at().store(scope.at().cast(value.ir(), type), context(), field.offset());
  }

  /** {@return the address that the member of 32 bits stands for, as the verifier knows} */
  public Value address(StructField field, Type type) {
    return scope.at().load(type, context(), field.offset());
  }

  private static boolean isPower(int size) {
    return size == 1 || size == 2 || size == 4 || size == 8;
  }

  private void require(StructField field) {
    if (!structs.contains(field.struct())) {
      throw scope.error(
          "field-struct",
          field + " is no member of this program's context, " + String.join(", ", structs),
          "take the members of that");
    }
  }
}
