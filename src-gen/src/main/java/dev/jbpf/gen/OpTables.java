package dev.jbpf.gen;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.jbpf.gen.OpTable.Row;
import dev.jbpf.isa.Op;
import java.util.Optional;

/** Makes an enum of an {@link OpTable}: a field for each form. */
final class OpTables {
  private static final TypeName OPTIONAL =
      ParameterizedTypeName.get(ClassName.get(Optional.class), ClassName.get(Op.class));

  private OpTables() {}

  static Generated generate(OpTable table) {
    TypeSpec.Builder type =
        TypeSpec.enumBuilder(table.javaName())
            .addModifiers(PUBLIC)
            .addJavadoc("$L, as the kernel's macros name them with {@code BPF_}.\n", table.doc());
    table.rows().forEach(row -> type.addEnumConstant(row.name(), constant(table, row)));
    type.addField(int.class, "value", PRIVATE, FINAL);
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder()
            .addParameter(int.class, "value")
            .addStatement("this.value = value");
    MethodSpec value =
        MethodSpec.methodBuilder("value")
            .addModifiers(PUBLIC)
            .addJavadoc("{@return the bits that the kernel's macro of that name stands for}\n")
            .returns(int.class)
            .addStatement("return value")
            .build();
    type.addMethod(value);
    table.columns().forEach(column -> addColumn(table, column, type, constructor));
    return Generated.of(
        "dsl",
        Facade.PACKAGE,
        "the instruction table",
        type.addMethod(constructor.build()).build());
  }

  private static void addColumn(
      OpTable table, String column, TypeSpec.Builder type, MethodSpec.Builder constructor) {
    boolean complete = table.isComplete(column);
    TypeName kind = complete ? ClassName.get(Op.class) : OPTIONAL;
    constructor.addParameter(kind, column).addStatement("this.$L = $L", column, column);
    type.addField(kind, column, PRIVATE, FINAL);
    MethodSpec.Builder getter = MethodSpec.methodBuilder(column).returns(Op.class);
    if (complete) {
      getter.addStatement("return $L", column);
    } else {
      getter.addStatement(
          "return $L.orElseThrow(() -> $T.missing(this, $S))",
          column,
          ClassName.get(Facade.PACKAGE, "Elements"),
          column);
    }
    type.addMethod(getter.build());
  }

  private static TypeSpec constant(OpTable table, Row row) {
    CodeBlock.Builder arguments = CodeBlock.builder().add("0x$L", Integer.toHexString(row.value()));
    for (String column : table.columns()) {
      arguments.add(", $L", op(row, column, table.isComplete(column)));
    }
    return TypeSpec.anonymousClassBuilder(arguments.build())
        .addJavadoc("{@code BPF_$L}\n", row.name())
        .build();
  }

  private static CodeBlock op(Row row, String column, boolean complete) {
    if (!row.ops().containsKey(column)) {
      return CodeBlock.of("$T.empty()", Optional.class);
    }
    String name = row.ops().get(column).name();
    return complete
        ? CodeBlock.of("$T.$L", Op.class, name)
        : CodeBlock.of("$T.of($T.$L)", Optional.class, Op.class, name);
  }
}
