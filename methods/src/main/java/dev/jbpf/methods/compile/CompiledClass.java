package dev.jbpf.methods.compile;

import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.elf.bpf.BpfObjectBuilder;
import dev.jbpf.elf.bpf.BpfObjectFile;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.elf.ops.StructOpsDef;
import dev.jbpf.methods.intrinsic.GlobalVariable;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a class: its programs, and the static fields that are their variables.
 *
 * @param type the class
 * @param programs in the order of the class file
 * @param variables fields that programs change, and tables that they read
 * @param tables tables of functions (struct_ops) that programs are in
 */
@SuppressWarnings("exports") // Variables are for those who make objects of classes.
public record CompiledClass(
    Class<?> type,
    List<ProgramDef> programs,
    List<GlobalVariable> variables,
    List<StructOpsDef> tables) {
  /** All that there is; lists are copied. */
  public CompiledClass {
    programs = List.copyOf(programs);
    variables = List.copyOf(variables);
    tables = List.copyOf(tables);
  }

  /**
   * {@return the program of that name}
   *
   * @throws IllegalArgumentException if there is none; says what may have been meant
   */
  public ProgramDef program(String name) {
    Map<String, ProgramDef> all = new LinkedHashMap<>();
    programs.forEach(program -> all.put(program.name(), program));
    return Suggestions.require(type.getSimpleName(), "program", name, all);
  }

  /** {@return the object of it, as libbpf and bpftool take it: maps, variables, lines of Java} */
  public byte[] toObject() {
    BpfObjectBuilder object = new BpfObjectBuilder(ByteOrder.nativeOrder());
    for (GlobalVariable variable : variables) {
      if (isZero(variable.content())) {
        object.zeros(variable.name(), variable.content().length);
      } else {
        object.variable(".data", variable.name(), variable.content());
      }
    }
    for (ProgramDef program : programs) {
      object.add(program);
    }
    tables.forEach(object::table);
    return object.build().toBytes();
  }

  private static boolean isZero(byte[] content) {
    for (byte one : content) {
      if (one != 0) {
        return false;
      }
    }
    return true;
  }

  /** {@return the same, read again} */
  public BpfObjectFile object() {
    return BpfObjectFile.read(toObject());
  }
}
