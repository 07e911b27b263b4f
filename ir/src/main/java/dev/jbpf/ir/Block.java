package dev.jbpf.ir;

import dev.jbpf.diag.Origin;
import java.util.ArrayList;
import java.util.List;

/** Instructions that are done one after the other, and what comes then. */
public final class Block {
  private static final Terminator OPEN = new Terminator.Unreachable(Origin.UNKNOWN);

  private final Function function;
  private final int id;
  private final String name;
  private List<Value> parameters = new ArrayList<>(0);
  private List<Value> values = new ArrayList<>();
  private Terminator terminator = OPEN;
  private long bound;

  Block(Function function, int id, String name) {
    this.function = function;
    this.id = id;
    this.name = name;
  }

  /** {@return the function that it is of} */
  public Function function() {
    return function;
  }

  /** {@return its number, unlike that of others of its function} */
  public int id() {
    return id;
  }

  /** {@return the author's name for it; empty where it has none} */
  public String name() {
    return name;
  }

  /** {@return the values that those who lead here give: no copy} */
  public List<Value> parameters() {
    return parameters;
  }

  /** {@return its instructions: no copy} */
  public List<Value> values() {
    return values;
  }

  /** {@return how it ends} */
  public Terminator terminator() {
    return terminator;
  }

  /** {@return whether it has an end yet} */
  public boolean isClosed() {
    return terminator != OPEN;
  }

  /** Ends it. */
  public void setTerminator(Terminator end) {
    terminator = end;
  }

  /** Replaces its instructions. */
  public void setValues(List<Value> newValues) {
    values = newValues;
  }

  /** {@return a new parameter of it, behind the others} */
  public Value addParameter(Type type, Origin origin) {
    Value parameter =
        function.make(Opcode.PARAMETER, type, List.of(), parameters.size(), Referent.NONE, origin);
    parameters.add(parameter);
    return parameter;
  }

  /**
   * {@return how often control comes here at most as long as the loop lasts, of which it is the
   * head; 0 where that is not known}
   */
  public long bound() {
    return bound;
  }

  /** Notes how often control comes here at most as long as the loop lasts. */
  public void setBound(long times) {
    bound = times;
  }

  /** {@return what dumps call it} */
  public String label() {
    return "b" + id;
  }

  @Override
  public String toString() {
    return label();
  }
}
