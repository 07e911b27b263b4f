package dev.jbpf.gen;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.jbpf.gen.facts.StructModel;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes the contexts of methods: an accessor for each member that programs can read. */
final class ContextClasses {
  private static final String PACKAGE = "dev.jbpf.methods.context";
  private static final ClassName AREA = ClassName.get("dev.jbpf.methods.memory", "Area");
  private static final ClassName PACKET = ClassName.get("dev.jbpf.methods.packet", "Packet");
  private static final ClassName CONTEXT = ClassName.get("dev.jbpf.vm.context", "Context");
  private static final ClassName NULLABLE =
      ClassName.get("org.jspecify.annotations", "Nullable");
  private static final ClassName TYPES = ClassName.get(KernelEnums.PACKAGE, "ProgramType");

  /** In network order, as their names say to those who know the kernel. */
  private static final Set<String> BIG_ENDIAN =
      Set.of(
          "remote_ip4", "local_ip4", "remote_ip6", "local_ip6", "src_ip4", "dst_ip4", "src_ip6",
          "dst_ip6", "remote_port", "dst_port");

  /** 16 bits in network order, in a member of 32. */
  private static final Set<String> BIG_ENDIAN_16 =
      Set.of("protocol", "vlan_proto", "eth_protocol");

  private final ContextSpec spec;
  private final ClassName struct;

  private ContextClasses(ContextSpec spec) {
    this.spec = spec;
    this.struct = ClassName.get(KernelEnums.PACKAGE, StructClasses.className(spec.struct()));
  }

  static Generated generate(ContextSpec spec, List<StructModel> structs) {
    StructModel model =
        structs.stream().filter(s -> s.name().equals(spec.struct())).findFirst().orElseThrow();
    return Generated.of(
        "methods", PACKAGE, "the kernel's BTF", new ContextClasses(spec).type(model));
  }

  private TypeSpec type(StructModel model) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(spec.className())
            .addModifiers(PUBLIC, FINAL)
            .addAnnotation(ClassName.get("dev.jbpf.methods", "Vocabulary"))
            .addAnnotation(contextOf())
            .addJavadoc(
                "$L Addresses and ports are numbers: {@code 0x0a000001} is 10.0.0.1.\n",
                spec.words())
            .addField(AREA, "context", PRIVATE, FINAL)
            .addMethod(constructor())
            .addMethod(of());
    model.fields().forEach(field -> member(type, field));
    return type.addMethod(area()).build();
  }

  private AnnotationSpec contextOf() {
    CodeBlock types =
        spec.types().stream()
            .map(name -> CodeBlock.of("$T.$L", TYPES, name))
            .collect(CodeBlock.joining(", ", "{", "}"));
    return AnnotationSpec.builder(ClassName.get("dev.jbpf.methods", "ContextOf"))
        .addMember("value", types)
        .build();
  }

  private static MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addModifiers(PRIVATE)
        .addParameter(AREA, "context")
        .addStatement("this.context = context")
        .build();
  }

  private MethodSpec of() {
    return MethodSpec.methodBuilder("of")
        .addModifiers(PUBLIC, STATIC)
        .addJavadoc("{@return that context: for plain Java}\n")
        .returns(ClassName.get(PACKAGE, spec.className()))
        .addParameter(CONTEXT, "context")
        .addStatement("return new $L($T.of(context))", spec.className(), AREA)
        .build();
  }

  private static MethodSpec area() {
    return MethodSpec.methodBuilder("area")
        .addModifiers(PUBLIC)
        .addJavadoc("{@return the context itself, as helpers take it}\n")
        .returns(AREA)
        .addStatement("return context")
        .build();
  }

  private void member(TypeSpec.Builder type, StructModel.Field field) {
    String name = HelperMethods.camel(field.name());
    if (field.name().equals("data")) {
      type.addMethod(packet(field));
    } else if (field.type().endsWith("*")) {
      if (field.type().startsWith("struct bpf_sock")) {
        type.addMethod(pointer(name, field));
      }
    } else if (!field.name().startsWith("data_") && !field.type().startsWith("void")) {
      type.addMethod(getter(name, field));
      if (spec.writable().contains(field.name())) {
        type.addMethod(setter(name, field));
      }
    }
  }

  private MethodSpec packet(StructModel.Field field) {
    String kind = field.size() == 4 ? "packet" : "widePacket";
    return MethodSpec.methodBuilder("packet")
        .addModifiers(PUBLIC)
        .addJavadoc("{@return the packet, or as much of it as programs see}\n")
        .returns(PACKET)
        .addStatement(
            "return new $T(context.$L($T.DATA.offset()), context.$L($T.DATA_END.offset()))",
            PACKET,
            kind,
            struct,
            kind + "End",
            struct)
        .build();
  }

  private MethodSpec pointer(String name, StructModel.Field field) {
    return method(name, field)
        .addJavadoc("{@return {@code $L $L}; null where there is none}\n", field.type(), field.name())
        .returns(AREA.annotated(AnnotationSpec.builder(NULLABLE).build()))
        .addStatement("return context.pointer($L)", offset(field))
        .build();
  }

  private MethodSpec.Builder method(String name, StructModel.Field field) {
    return MethodSpec.methodBuilder(name).addModifiers(PUBLIC);
  }

  private MethodSpec getter(String name, StructModel.Field field) {
    TypeName type = element(field) == 8 ? TypeName.LONG : TypeName.INT;
    MethodSpec.Builder method =
        method(name, field)
            .addJavadoc("{@return {@code $L $L}}\n", field.type(), field.name())
            .returns(type);
    CodeBlock at = at(method, field);
    if (BIG_ENDIAN_16.contains(field.name()) && isSkbNumber(field)) {
      return method.addStatement("return NetworkOrder.number(context.s32($L))", at).build();
    }
    return method.addStatement("return context.$L($L)", reader(field), at).build();
  }

  /** The protocol of a socket is a plain number. */
  private boolean isSkbNumber(StructModel.Field field) {
    return !field.name().equals("protocol") || spec.struct().equals("__sk_buff");
  }

  private MethodSpec setter(String name, StructModel.Field field) {
    MethodSpec.Builder method =
        MethodSpec.methodBuilder("set" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
            .addModifiers(PUBLIC)
            .addJavadoc("Changes {@code $L}.\n", field.name());
    CodeBlock at = at(method, field);
    return method
        .addParameter(TypeName.INT, "value")
        .addStatement("context.set32($L, value)", at)
        .build();
  }

  /** An array has a parameter more: which element. */
  private CodeBlock at(MethodSpec.Builder method, StructModel.Field field) {
    if (!field.type().endsWith("]")) {
      return offset(field);
    }
    method.addParameter(ParameterSpec.builder(TypeName.INT, "index").build());
    return CodeBlock.of("$L + index * $L", offset(field), element(field));
  }

  private CodeBlock offset(StructModel.Field field) {
    return CodeBlock.of("$T.$L.offset()", struct, constant(field));
  }

  /** The structure's own size has that name. */
  private static String constant(StructModel.Field field) {
    String name = field.name().toUpperCase(Locale.ROOT);
    return name.equals("SIZE") ? name + "_" : name;
  }

  private static long element(StructModel.Field field) {
    return field.type().endsWith("]") ? 4 : field.size();
  }

  private static String reader(StructModel.Field field) {
    boolean isBig = BIG_ENDIAN.contains(field.name());
    return switch ((int) element(field)) {
      case 1 -> "u8";
      case 2 -> isBig ? "be16" : "u16";
      case 4 -> isBig ? "be32" : "s32";
      default -> "s64";
    };
  }
}
