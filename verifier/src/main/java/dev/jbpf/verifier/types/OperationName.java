package dev.jbpf.verifier.types;

import dev.jbpf.btf.BtfKind;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.BtfType.Member;
import java.util.Optional;

/**
 * A member of a table of functions, which a program is for: {@code tcp_congestion_ops.ssthresh}.
 *
 * @param structure the table's name in the kernel's types
 * @param member the name of the member; empty if it is not known
 */
public record OperationName(String structure, String member) {
  private static final String TABLE = "bpf_struct_ops_";

  /** {@return what {@code name} stands for} */
  public static OperationName of(String name) {
    int dot = name.indexOf('.');
    return dot < 0
        ? new OperationName(name, "")
        : new OperationName(name.substring(0, dot), name.substring(dot + 1));
  }

  /** {@return what is known of the table; empty if no kernel was asked} */
  public Optional<Operations> operations() {
    return Operations.of(structure);
  }

  @Override
  public String toString() {
    return structure + "." + member;
  }

  /** {@return whether the kernel lets programs fill such a table in} */
  public boolean isTable(KernelView view) {
    return view.types().find(TABLE + structure, BtfKind.STRUCT).isPresent();
  }

  /**
   * {@return the member's prototype; empty if it is none of functions} A function of the kernel
   * that stands for the member has its parameters' names, which tell more than their types.
   */
  public Optional<BtfType.FuncProto> prototype(KernelView view) {
    Optional<BtfType.FuncProto> named = view.function(structure + "__" + member);
    return named.isPresent()
        ? named
        : view.structure(structure).stream()
            .mapToObj(view::composite)
            .flatMap(table -> table.members().stream())
            .filter(one -> one.name().equals(member))
            .map(Member::type)
            .findFirst()
            .flatMap(view::pointed);
  }
}
