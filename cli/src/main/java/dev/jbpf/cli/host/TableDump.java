package dev.jbpf.cli.host;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.c.CHeader;
import dev.jbpf.btf.value.TypedValue;
import dev.jbpf.btf.value.ValueReader;
import dev.jbpf.cli.report.Fields;
import dev.jbpf.cli.report.Json;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.inspect.Inspected;
import dev.jbpf.runtime.inspect.Inspector;
import dev.jbpf.runtime.inspect.MapDetails;
import dev.jbpf.runtime.inspect.ObjectKind;
import dev.jbpf.runtime.inspect.RawMap;
import dev.jbpf.runtime.symbols.KernelTypes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is in a table of functions, as bpftool has it: the map, and its value, where a function is
 * its prototype, the program's name and its number.
 */
final class TableDump {
  private final Btf types;
  private final Inspector inspector;

  private TableDump(Kernel kernel) {
    this.types = KernelTypes.all();
    this.inspector = new Inspector(kernel);
  }

  /** {@return the map and the value of {@code table}; the map alone if it is gone} */
  static List<Fields> of(MapDetails table) {
    Kernel kernel = Kernel.local();
    List<Fields> found = new ArrayList<>();
    try (RawMap map = RawMap.open(kernel, table.id())) {
      found.add(new Fields().put("bpf_map_info", info(table)));
      map.lookup(new byte[table.keySize()])
          .ifPresent(values -> found.add(new TableDump(kernel).value(table, values.get(0))));
    }
    return found;
  }

  private static Fields info(MapDetails table) {
    return new Fields()
        .put("type", table.type())
        .put("id", table.id())
        .put("key_size", table.keySize())
        .put("value_size", table.valueSize())
        .put("max_entries", table.maxEntries())
        .put("map_flags", table.flags())
        .put("name", table.name())
        .put("ifindex", table.interfaceIndex().orElse(0))
        .put("btf_vmlinux_value_type_id", table.kernelValueType())
        .put("btf_id", table.types())
        .put("btf_key_type_id", table.keyType())
        .put("btf_value_type_id", table.valueType())
        .put("map_extra", table.extra());
  }

  private Fields value(MapDetails table, byte[] bytes) {
    int type = table.kernelValueType();
    return new Fields().put(types.name(type), named(type, ValueReader.read(types, type, bytes)));
  }

  /** With programs where there are functions. */
  private TypedValue named(int id, TypedValue value) {
    int resolved = types.resolve(id);
    BtfType type = types.type(resolved);
    if (type instanceof BtfType.Composite composite && value instanceof TypedValue.Group group) {
      List<TypedValue.Field> fields = new ArrayList<>();
      for (int i = 0; i < group.fields().size(); i++) {
        TypedValue.Field field = group.fields().get(i);
        int member = composite.members().get(i).type();
        fields.add(new TypedValue.Field(field.name(), named(member, field.value())));
      }
      return new TypedValue.Group(fields);
    }
    return type instanceof BtfType.Ptr pointer
            && types.type(types.resolve(pointer.target())) instanceof BtfType.FuncProto prototype
        ? new TypedValue.Text(signature(prototype) + " " + program(value))
        : value;
  }

  private String signature(BtfType.FuncProto prototype) {
    String parameters =
        prototype.params().stream()
            .map(parameter -> CHeader.typeName(types, parameter.type()))
            .collect(Collectors.joining(", "));
    return CHeader.typeName(types, prototype.result())
        + " ("
        + (parameters.isEmpty() ? "void" : parameters)
        + ")";
  }

  private String program(TypedValue value) {
    if (!(value instanceof TypedValue.Num number) || number.value().equals(BigInteger.ZERO)) {
      return "0";
    }
    try (Inspected program = inspector.open(ObjectKind.PROGRAM, number.value().longValue())) {
      return program.program().name() + "/prog_id:" + number.value();
    } catch (BpfSyscallException e) {
      return "prog_id:" + number.value();
    }
  }

  static String text(List<Fields> found) {
    return Json.of(found, true) + "\n";
  }
}
