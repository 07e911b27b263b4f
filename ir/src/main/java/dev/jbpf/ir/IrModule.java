package dev.jbpf.ir;

import java.util.ArrayList;
import java.util.List;

/** Functions that become one program; the first is where the program starts. */
public final class IrModule {
  private List<Function> functions = new ArrayList<>();

  /** A module without functions. */
  public IrModule() {}

  /** {@return its functions, the program's own first: no copy} */
  public List<Function> functions() {
    return functions;
  }

  /** Adds a function behind the others. */
  public void add(Function function) {
    functions.add(function);
  }

  /** Replaces its functions. */
  public void setFunctions(List<Function> newFunctions) {
    functions = newFunctions;
  }

  /**
   * {@return where the program starts}
   *
   * @throws IllegalStateException if there is no function yet
   */
  public Function main() {
    if (functions.isEmpty()) {
      throw new IllegalStateException("the module has no function: a program needs one");
    }
    return functions.get(0);
  }
}
