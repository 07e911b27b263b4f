package dev.jbpf.ir.build;

import dev.jbpf.diag.Origin;
import dev.jbpf.ir.Block;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.IrException;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Referent;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import java.util.List;

/** Where instructions go, and what they are noted with. */
abstract class ValueBuilder {
  final Function function;
  private Block block;
  private Origin origin = Origin.UNKNOWN;

  ValueBuilder(Function function) {
    this.function = function;
    this.block = function.entry();
  }

  /** {@return the function that is built} */
  public Function function() {
    return function;
  }

  /** {@return the parameter of the function of that number, from 0 on} */
  public Value parameter(int index) {
    return function.parameters().get(index);
  }

  /** {@return where what follows is written} */
  public Origin origin() {
    return origin;
  }

  /** Notes where what follows is written, until it is said again. */
  public void at(Origin place) {
    origin = place;
  }

  /** {@return the block that instructions are added to} */
  public Block block() {
    return block;
  }

  /** Goes on in {@code next}: instructions are added there. */
  public void enter(Block next) {
    block = next;
  }

  /** {@return a new block, entered by nobody yet} */
  public Block newBlock(String name) {
    return function.addBlock(name);
  }

  /** {@return whether instructions can be added here: the block has no end yet} */
  public boolean isOpen() {
    return !block.isClosed();
  }

  /**
   * {@return the number {@code number}}
   *
   * @throws IrException if the type has no such number; unsigned ones may be written as signed ones
   *     of the same bits, and the other way round
   */
  public Value constant(Type type, long number) {
    return emit(Opcode.CONSTANT, type, Ranges.checked(type, number, origin), Referent.NONE);
  }

  /** {@return the number {@code number} of 64 bits} */
  public Value constant(long number) {
    return constant(Type.U64, number);
  }

  final Value emit(Opcode opcode, Type type, long immediate, Referent symbol, Value... operands) {
    Value value = function.make(opcode, type, List.of(operands), immediate, symbol, origin);
    if (block.isClosed()) {
      throw new IrException(
          "after-end", origin, "nothing can follow the end of block " + block.label());
    }
    block.values().add(value);
    return value;
  }

  final IrException error(String code, String message, String... notes) {
    return new IrException(code, origin, message, notes);
  }
}
