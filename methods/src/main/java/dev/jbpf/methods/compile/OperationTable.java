package dev.jbpf.methods.compile;

import dev.jbpf.diag.Origin;
import dev.jbpf.dsl.value.kernel.KernelName;
import dev.jbpf.dsl.value.kernel.RecordDeclarations;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.elf.ops.StructOpsDef;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.struct.KernelStruct;
import dev.jbpf.map.Codec;
import dev.jbpf.map.layout.Size;
import dev.jbpf.methods.classfile.MethodCode;
import dev.jbpf.methods.item.Element;
import dev.jbpf.methods.refusal.RefusedException;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.scope.Statics;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The table of functions (struct_ops) that a class is: {@code @KernelName} says which, programs of
 * {@code struct_ops} are its functions, and fields with {@code @KernelName} its other members.
 */
final class OperationTable {
  /** Since then there are links to tables, so that they go with who has registered them. */
  private static final KernelVersion LINKS = new KernelVersion(6, 4);

  private final Class<?> type;
  private final Statics statics;
  private final Origin origin;
  private final List<KernelStruct.Member> members = new ArrayList<>();
  private final Map<String, byte[]> values = new LinkedHashMap<>();
  private final Map<String, String> functions = new LinkedHashMap<>();
  private boolean isLinked = true;
  private int end;

  private OperationTable(Class<?> type, Statics statics, Origin origin) {
    this.type = type;
    this.statics = statics;
    this.origin = origin;
  }

  /**
   * {@return the tables of the classes that {@code programs} are of}
   *
   * @throws RefusedException if something is no member
   */
  static List<StructOpsDef> of(Map<MethodCode, ProgramDef> programs, Statics statics) {
    Map<Class<?>, OperationTable> tables = new LinkedHashMap<>();
    for (Map.Entry<MethodCode, ProgramDef> one : programs.entrySet()) {
      MethodCode method = one.getKey();
      Class<?> type = method.type();
      if (one.getValue().kind().type() == ProgramType.STRUCT_OPS) {
        tables
            .computeIfAbsent(type, made -> new OperationTable(made, statics, method.origin()))
            .add(method, one.getValue());
      }
    }
    List<StructOpsDef> finished = new ArrayList<>();
    for (OperationTable table : tables.values()) {
      table.finish().ifPresent(finished::add);
    }
    return finished;
  }

  private void add(MethodCode method, ProgramDef program) {
    ProgramSection section = program.kind();
    String member =
        section.target().isEmpty()
            ? RecordDeclarations.underscored(method.name())
            : section.target();
    if (functions.put(member, program.name()) != null) {
      throw new RefusedException(
          Rule.OPERATION, method.origin(), method + ", as there is another " + member + ",");
    }
    isLinked &= program.kernel().filter(oldest -> oldest.compareTo(LINKS) < 0).isEmpty();
    put(member, new KernelStruct.Pointer());
  }

  /** Functions of a class that names no table are for one that is defined elsewhere. */
  private Optional<StructOpsDef> finish() {
    for (Field field : type.getDeclaredFields()) {
      KernelName name = field.getAnnotation(KernelName.class);
      if (name != null) {
        Object value = value(field);
        KernelStruct.Content content = content(field);
        if (functions.containsKey(name.value())
            || values.put(name.value(), bytes(field, value, content)) != null) {
          throw refuse(field, ", as there is another " + name.value() + ",");
        }
        put(name.value(), content);
      }
    }
    int bytes = -(-end & -Long.BYTES);
    KernelName table = type.getAnnotation(KernelName.class);
    if (table == null && !values.isEmpty()) {
      throw new RefusedException(
          Rule.OPERATION, origin, type.getSimpleName() + ", without the table's name,");
    }
    return Optional.ofNullable(table)
        .map(
            name ->
                new StructOpsDef(
                    Names.ofTable(type),
                    new KernelStruct(name.value(), bytes, members),
                    values,
                    functions,
                    isLinked));
  }

  private void put(String member, KernelStruct.Content content) {
    int at = -(-end & -content.alignment());
    members.add(new KernelStruct.Member(member, at, content));
    end = at + content.bytes();
  }

  private Object value(Field field) {
    if (!Modifier.isStatic(field.getModifiers()) || !Modifier.isFinal(field.getModifiers())) {
      throw refuse(field, ", which is not static and final,");
    }
    try {
      return statics.read(field, type).orElseThrow(() -> refuse(field, ", which is null,"));
    } catch (ReflectiveOperationException e) {
      throw new RefusedException(Rule.FIELD, origin, "the field " + field.getName());
    }
  }

  private KernelStruct.Content content(Field field) {
    Optional<Element> element = Element.of(field.getType());
    if (element.isPresent()) {
      return new KernelStruct.Number(element.get().bytes(), true);
    }
    Size size = field.getAnnotation(Size.class);
    if (field.getType() != String.class || size == null) {
      throw refuse(field, field.getType() == String.class ? ", without @Size," : "");
    }
    return new KernelStruct.Characters(size.value());
  }

  private byte[] bytes(Field field, Object value, KernelStruct.Content content) {
    if (!(value instanceof String text)) {
      Object array = Array.newInstance(field.getType(), 1);
      Array.set(array, 0, value);
      return Statics.bytes(Element.of(field.getType()).orElseThrow(), array);
    }
    ByteBuffer room = ByteBuffer.allocate(content.bytes());
    try {
      Codec.text(content.bytes()).encode(text, room, 0);
    } catch (IllegalArgumentException e) {
      throw refuse(field, " (" + e.getMessage() + ")");
    }
    return room.array();
  }

  private RefusedException refuse(Field field, String what) {
    return new RefusedException(Rule.OPERATION, origin, "the field " + field.getName() + what);
  }
}
