package dev.jbpf.dsl.value;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.number.Int;
import dev.jbpf.dsl.value.number.Kind;
import dev.jbpf.kernel.StructField;
import java.util.Set;

/**
 * A program of any type whose context is one structure: its members are those of {@code
 * dev.jbpf.kernel}, {@code BpfSockOps.OP}. What may be written depends on the type; the check that
 * ends the definition knows, with the line.
 */
public final class ContextBody extends ProgramBody {
  ContextBody(Scope scope, Set<String> structs) {
    super(scope, structs);
  }

  /**
   * {@return the member}
   *
   * @throws dev.jbpf.ir.IrException if the context has no such member, or {@code kind} has fewer
   *     bits
   */
  public <T extends Int<T, ?>> T get(Kind<T> kind, StructField member) {
    return members().get(member, kind);
  }

  /**
   * Changes the member.
   *
   * @throws dev.jbpf.ir.IrException if the context has no such member, or it has fewer bits
   */
  public void set(StructField member, Int<?, ?> value) {
    members().set(member, value);
  }
}
