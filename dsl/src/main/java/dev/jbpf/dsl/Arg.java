package dev.jbpf.dsl;

import dev.jbpf.code.Label;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.StructField;
import dev.jbpf.map.MapDef;

/**
 * An argument of a helper: how its register is filled. The kinds are interfaces, so that a number
 * where a map belongs does not compile; a register may hold any of them.
 *
 * <p>Made to be imported statically, all of it: no name here is one of {@code java.lang}, {@code
 * java.util} or {@code java.util.function}.
 */
public sealed interface Arg {

  /** A number. */
  sealed interface Int extends Arg {}

  /** An address. */
  sealed interface Ptr extends Arg {}

  /** A map. */
  sealed interface MapRef extends Arg {}

  /** What the program was called with. */
  sealed interface Ctx extends Arg {}

  /** A subprogram. */
  sealed interface FunctionRef extends Arg {}

  /** The value of a register. */
  record Register(Reg reg) implements Int, Ptr, MapRef, Ctx, FunctionRef {}

  /** A constant. */
  record Constant(long value) implements Int {}

  /** No address. */
  record Null() implements Ptr, Ctx {}

  /** The address {@code base + offset}, in bytes. */
  record Address(Reg base, int offset) implements Ptr, Ctx {}

  /** The address of a member of the structure at {@code base}. */
  record Member(Reg base, StructField field) implements Ptr, Ctx {}

  /** A map by its name. */
  record NamedMap(String name) implements MapRef {}

  /** A map by its definition, which a program for a known target is checked against. */
  record DefinedMap(MapDef<?, ?> map) implements MapRef {}

  /** The subprogram at a label. */
  record Subprogram(Label label) implements FunctionRef {}

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
  static Member at(Reg base, StructField field) {
    return new Member(base, field);
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
