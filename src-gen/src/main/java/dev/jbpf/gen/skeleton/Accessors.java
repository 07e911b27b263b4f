package dev.jbpf.gen.skeleton;

import static javax.lang.model.element.Modifier.ABSTRACT;
import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfBuilder;
import dev.jbpf.btf.BtfType;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.data.ObjectVariable;
import dev.jbpf.elf.bpf.data.Variable;
import dev.jbpf.elf.bpf.load.MapDefinitions;
import dev.jbpf.elf.bpf.map.ObjectMap;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** The classes whose methods are the maps and variables of an object. */
final class Accessors {
  private static final ClassName MAP = ClassName.get("dev.jbpf.runtime.map", "KernelMap");

  private final BpfObjectFile object;
  private final Optional<Btf> types;
  private final RecordTypes records;

  Accessors(ClassName owner, BpfObjectFile object) {
    this.object = object;
    this.types = object.types();
    JavaNames names =
        new JavaNames(
            owner.simpleName(),
            "Opened",
            "Maps",
            "OpenMaps",
            "Programs",
            "OpenPrograms",
            "Variables");
    Btf none = Btf.parse(new BtfBuilder(ByteOrder.LITTLE_ENDIAN).toBytes());
    this.records = new RecordTypes(types.orElse(none), owner, names);
  }

  /** {@return the records of all values that were asked for} */
  List<TypeSpec> records() {
    return records.records();
  }

  /** {@return a class that has what its methods ask in a field {@code from}} */
  static TypeSpec.Builder group(String name, String javadoc, TypeName from) {
    return TypeSpec.classBuilder(name)
        .addModifiers(PUBLIC, STATIC, FINAL)
        .addJavadoc(javadoc + "\n")
        .addField(from, "from", PRIVATE, FINAL)
        .addMethod(
            MethodSpec.constructorBuilder()
                .addModifiers(PRIVATE)
                .addParameter(from, "from")
                .addStatement("this.from = from")
                .build());
  }

  /** {@return a method that gives {@code value}, by the name that the source has} */
  static MethodSpec accessor(String method, String name, TypeName type, CodeBlock value) {
    return MethodSpec.methodBuilder(method)
        .addModifiers(PUBLIC)
        .returns(type)
        .addJavadoc("{@return {@code $L}}\n", name)
        .addStatement("return $L", value)
        .build();
  }

  TypeSpec maps() {
    TypeSpec.Builder type = group("Maps", "The maps.", SkeletonGenerator.object("BpfObject"));
    JavaNames names = new JavaNames();
    for (ObjectMap map : object.maps()) {
      recordOf(map);
      ObjectMap fitted = MapDefinitions.fitted(map);
      JavaValue key = key(fitted);
      JavaValue value = value(fitted);
      type.addMethod(
          accessor(
              names.member(map.name()),
              map.name(),
              ParameterizedTypeName.get(MAP, key.type(), value.type()),
              CodeBlock.of("from.map($S, $L, $L)", map.name(), key.codec(), value.codec())));
    }
    return type.build();
  }

  TypeSpec openMaps(ClassName map) {
    TypeSpec.Builder type = group("OpenMaps", "The maps.", SkeletonGenerator.object("OpenObject"));
    JavaNames names = new JavaNames();
    for (ObjectMap each : object.maps()) {
      type.addMethod(
          accessor(
              names.member(each.name()),
              each.name(),
              map,
              CodeBlock.of("from.map($S)", each.name())));
    }
    return type.build();
  }

  /** A ring has no values, but what authors say of its records is a class for who reads them. */
  private void recordOf(ObjectMap map) {
    if (map.valueType() != 0) {
      value(map);
    }
  }

  private JavaValue key(ObjectMap map) {
    return map.keySize() == 0
        ? JavaValue.NOTHING
        : typed(map.keyType(), map.name() + "_key", map.keySize());
  }

  private JavaValue value(ObjectMap map) {
    if (map.valueSize() == 0) {
      return JavaValue.NOTHING;
    }
    JavaValue value = typed(map.valueType(), map.name() + "_value", map.valueSize());
    return MapDef.isPerCpu(map.type()) ? value.perCpu() : value;
  }

  /** Four bytes without a type are a descriptor, a number of a CPU, a place in an array. */
  private JavaValue typed(int type, String name, int size) {
    if (type != 0) {
      return records.value(type, name, size);
    }
    return size == Integer.BYTES ? JavaValue.constant(TypeName.LONG, "U32") : JavaValue.bytes(size);
  }

  TypeSpec variables() {
    ClassName from = ClassName.get("", "Source");
    TypeSpec.Builder type = group("Variables", "The variables.", from).addType(source());
    JavaNames names = new JavaNames();
    for (ObjectVariable variable : object.variables()) {
      if (variable.size() > 0) {
        JavaValue value = typed(type(variable), variable.name(), variable.size());
        type.addMethod(
            accessor(
                names.member(variable.name()),
                variable.name(),
                ParameterizedTypeName.get(ClassName.get(Variable.class), value.type()),
                CodeBlock.of("from.variable($S, $L)", variable.name(), value.codec())));
      }
    }
    return type.build();
  }

  /** What an object is asked for a variable by, loaded or not. */
  private static TypeSpec source() {
    TypeVariableName any = TypeVariableName.get("T");
    return TypeSpec.interfaceBuilder("Source")
        .addModifiers(PRIVATE)
        .addMethod(
            MethodSpec.methodBuilder("variable")
                .addModifiers(PUBLIC, ABSTRACT)
                .addTypeVariable(any)
                .returns(ParameterizedTypeName.get(ClassName.get(Variable.class), any))
                .addParameter(String.class, "name")
                .addParameter(ParameterizedTypeName.get(ClassName.get(Codec.class), any), "codec")
                .build())
        .build();
  }

  /** The id of its type, 0 if the object does not tell. */
  private int type(ObjectVariable variable) {
    return types
        .flatMap(
            btf ->
                btf.ids(variable.name())
                    .mapToObj(btf::type)
                    .filter(BtfType.Var.class::isInstance)
                    .map(type -> ((BtfType.Var) type).type())
                    .findFirst())
        .orElse(0);
  }
}
