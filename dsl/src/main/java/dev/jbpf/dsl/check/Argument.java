package dev.jbpf.dsl.check;

import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.HelperSignature;
import dev.jbpf.kernel.HelperSignature.Kind;
import dev.jbpf.kernel.HelperSignature.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * An argument of a call.
 *
 * @param reg where it is
 * @param parameter what the signature says of it
 * @param next the parameter behind it; itself for the last
 */
record Argument(Reg reg, Parameter parameter, Parameter next) {
  private static final String KEY = "key";
  private static final String VALUE = "value";

  static List<Argument> of(HelperSignature signature) {
    List<Argument> arguments = new ArrayList<>();
    List<Parameter> all = signature.parameters();
    for (int i = 0; i < all.size(); i++) {
      Parameter next = all.get(Math.min(i + 1, all.size() - 1));
      arguments.add(new Argument(Reg.of(i + 1), all.get(i), next));
    }
    return arguments;
  }

  boolean is(Kind kind) {
    return parameter.kind() == kind;
  }

  /** {@return whether it is a key of the map that is the first argument} */
  boolean isKey() {
    return is(Kind.PTR) && parameter.name().equals(KEY);
  }

  /** {@return whether it is a value of the map that is the first argument} */
  boolean isValue() {
    return is(Kind.PTR) && parameter.name().equals(VALUE);
  }

  /** {@return whether it is memory whose size the next argument is} */
  boolean isSized() {
    String name = next.name();
    return is(Kind.PTR)
        && next.kind() == Kind.INT
        && (name.contains("size") || name.endsWith("len"));
  }

  /** {@return the register that the size of a sized argument is in} */
  Reg sizeReg() {
    return Reg.of(reg.number() + 1);
  }
}
