package dev.jbpf.gen;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.TypeSpec;
import dev.jbpf.text.grammar.FormTreeTable;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * The tables by which the assembler reads statements: texts of numbers, as class files hold them.
 */
final class StatementTrees {
  private static final String PACKAGE = "dev.jbpf.text.grammar";
  private static final ClassName TABLE = ClassName.get(FormTreeTable.class);
  private static final int COLUMNS = 88;

  private StatementTrees() {}

  static Stream<Generated> generate() {
    return Stream.of(
        generate("StatementTable", "statements in words and signs", FormTreeTable.ofStatements()),
        generate("MacroTable", "the kernel's macros", FormTreeTable.ofMacros()));
  }

  private static Generated generate(String name, String what, FormTreeTable table) {
    TypeSpec type =
        TypeSpec.classBuilder(name)
            .addModifiers(Modifier.FINAL)
            .addJavadoc("The tree of $L.\n", what)
            .addField(
                FieldSpec.builder(TABLE, "TABLE", Modifier.STATIC, Modifier.FINAL)
                    .initializer(table(table))
                    .build())
            .build();
    return Generated.of("asm", PACKAGE, "the instruction table", type);
  }

  private static CodeBlock table(FormTreeTable table) {
    return Stream.of(
            table.nodes(),
            table.edges(),
            table.ends(),
            table.shapes(),
            table.letters(),
            table.wordEnds(),
            table.slots())
        .map(StatementTrees::literal)
        .collect(CodeBlock.joining(",\n", "new FormTreeTable(\n", ")"));
  }

  /**
   * Octal numbers where they do: a Unicode one may be a quote before the compiler sees the text.
   */
  private static CodeBlock literal(String numbers) {
    StringBuilder lines = new StringBuilder("\"");
    int column = 0;
    for (int i = 0; i < numbers.length(); i++) {
      String character = escaped(numbers.charAt(i));
      if (column + character.length() > COLUMNS) {
        lines.append("\"\n+ \"");
        column = 0;
      }
      lines.append(character);
      column += character.length();
    }
    return CodeBlock.of("$L", lines.append('"'));
  }

  private static String escaped(char c) {
    if (c > 0xff) {
      return String.format("\\u%04x", (int) c);
    }
    boolean isPlain = c >= ' ' && c < 0x7f && c != '"' && c != '\\' && c != '$';
    return isPlain ? String.valueOf(c) : String.format("\\%03o", (int) c);
  }
}
