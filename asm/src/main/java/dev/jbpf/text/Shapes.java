package dev.jbpf.text;

/** The trees of all ways to write an instruction. */
final class Shapes {
  private static final Tree STATEMENTS = new Tree(StatementTable.TABLE);

  private Shapes() {}

  /** Made when the first macro is read. */
  private static final class Macros {
    static final Tree TREE = new Tree(MacroTable.TABLE);
  }

  /** {@return those of instructions in words and signs} */
  static Tree statements() {
    return STATEMENTS;
  }

  /** {@return those of macros} */
  static Tree macros() {
    return Macros.TREE;
  }
}
