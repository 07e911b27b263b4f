package dev.jbpf.gen;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.jbpf.gen.facts.Catalog.FieldsSpec;
import dev.jbpf.gen.facts.FieldFacts;
import java.util.Locale;

/** Makes an enum of the members of what a system call reads or writes. */
final class FieldEnums {
  private static final ClassName FIELD = ClassName.get("dev.jbpf.runtime.sys.field", "CallField");
  private static final ClassName MEMBER = FIELD.nestedClass("Member");

  private FieldEnums() {}

  static Generated generate(FieldsSpec spec, FieldFacts.Layout layout) {
    return Generated.of(
        "runtime", spec.javaPackage(), "the kernel's BTF", new FieldEnums().type(spec, layout));
  }

  private TypeSpec type(FieldsSpec spec, FieldFacts.Layout layout) {
    TypeSpec.Builder type =
        TypeSpec.enumBuilder(spec.javaName())
            .addModifiers(PUBLIC)
            .addSuperinterface(FIELD)
            .addJavadoc("$L: the kernel's {@code $L}.\n", spec.doc(), layout.name());
    layout.rows().forEach(row -> addRow(type, spec, row));
    return type.addField(size(layout))
        .addField(MEMBER, "member", PRIVATE, FINAL)
        .addMethod(
            MethodSpec.constructorBuilder()
                .addParameter(String.class, "path")
                .addParameter(int.class, "offset")
                .addParameter(int.class, "bytes")
                .addStatement("this.member = new $T(path, offset, bytes)", MEMBER)
                .build())
        .addMethod(
            MethodSpec.methodBuilder("member")
                .addAnnotation(Override.class)
                .addModifiers(PUBLIC)
                .returns(MEMBER)
                .addStatement("return member")
                .build())
        .build();
  }

  private static void addRow(TypeSpec.Builder type, FieldsSpec spec, FieldFacts.Row row) {
    int end = row.path().indexOf(')') + 1;
    String path = row.path().substring(end);
    String group = end == 0 ? "" : row.path().substring(1, end - 1);
    type.addEnumConstant(
        constant(spec.prefixes().getOrDefault(group, ""), path),
        TypeSpec.anonymousClassBuilder("$S, $L, $L", path, row.offset(), row.size())
            .addJavadoc("{@code $L}\n", path)
            .build());
  }

  /** {@return the names one behind the other, but none that the next starts with again} */
  private static String constant(String prefix, String path) {
    String[] names = path.toUpperCase(Locale.ROOT).split("\\.");
    String constant = names[names.length - 1];
    for (int i = names.length - 2; i >= 0; i--) {
      constant = behind(names[i], constant);
    }
    return behind(prefix, constant);
  }

  private static String behind(String prefix, String name) {
    boolean isThere = prefix.isEmpty() || (name + "_").startsWith(prefix + "_");
    return isThere ? name : prefix + "_" + name;
  }

  private static FieldSpec size(FieldFacts.Layout layout) {
    return FieldSpec.builder(int.class, "BYTES", PUBLIC, STATIC, FINAL)
        .addJavadoc("The size of the whole in bytes, up to Linux 6.18.\n")
        .initializer("$L", layout.size())
        .build();
  }
}
