package dev.jbpf.text.grammar;

/** The trees of all ways to write an instruction. */
public final class Grammar {
  private static final FormTree STATEMENTS = new FormTree(StatementTable.TABLE);

  private Grammar() {}

  /** Made when the first macro is read. */
  private static final class Macros {
    static final FormTree TREE = new FormTree(MacroTable.TABLE);
  }

  /** {@return those of instructions in words and signs} */
  public static FormTree statements() {
    return STATEMENTS;
  }

  /** {@return those of macros} */
  public static FormTree macros() {
    return Macros.TREE;
  }
}
