package dev.jbpf.dsl;

import dev.jbpf.code.Label;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.StructField;
import dev.jbpf.map.MapDef;

/**
 * An argument of a helper: how its register is filled. The kinds are interfaces, so that a number
 * where a map belongs does not compile; a register may hold any of them.
 */
public sealed interface Arg {

  /** A number. */
  sealed interface Int extends Arg {}

  /** An address. */
  sealed interface Ptr extends Arg {}

  /** A map. */
  sealed interface Map extends Arg {}

  /** What the program was called with. */
  sealed interface Ctx extends Arg {}

  /** A subprogram. */
  sealed interface Function extends Arg {}

  /** The value of a register. */
  record Register(Reg reg) implements Int, Ptr, Map, Ctx, Function {}

  /** A constant. */
  record Constant(long value) implements Int {}

  /** No address. */
  record Null() implements Ptr, Ctx {}

  /** The address {@code base + offset}, in bytes. */
  record Address(Reg base, int offset) implements Ptr, Ctx {}

  /** A map by its name. */
  record NamedMap(String name) implements Map {}

  /** A map by its definition, which a program for a known target is checked against. */
  record DefinedMap(MapDef<?, ?> map) implements Map {}

  /** The subprogram at a label. */
  record Subprogram(Label label) implements Function {}

  /** {@return what {@code reg} holds} */
  static Register reg(Reg reg) {
    return new Register(reg);
  }

  /** {@return the number {@code value}} */
  static Constant imm(long value) {
    return new Constant(value);
  }

  /** {@return the null address} */
  static Null nothing() {
    return new Null();
  }

  /** {@return the address of the stack's byte at {@code offset}, -512 to -1, from R10} */
  static Address stack(int offset) {
    return new Address(Reg.R10, offset);
  }

  /** {@return the address {@code base + offset}} */
  static Address at(Reg base, int offset) {
    return new Address(base, offset);
  }

  /** {@return the address of {@code base->field}} */
  static Address at(Reg base, StructField field) {
    return new Address(base, field.offset());
  }

  /** {@return that map} */
  static DefinedMap map(MapDef<?, ?> map) {
    return new DefinedMap(map);
  }

  /** {@return the map of that name} */
  static NamedMap map(String name) {
    return new NamedMap(name);
  }

  /** {@return the subprogram at {@code label}} */
  static Subprogram function(Label label) {
    return new Subprogram(label);
  }

  /** {@return the subprogram at the label of that name} */
  static Subprogram function(String label) {
    return new Subprogram(Label.named(label));
  }
}
