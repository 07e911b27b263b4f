package dev.jbpf.methods.compile;

import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.elf.ops.StructOpsDef;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.classfile.ClassFiles;
import dev.jbpf.methods.classfile.MethodCode;
import dev.jbpf.methods.refusal.RefusedException;
import dev.jbpf.methods.translate.scope.Statics;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes programs of the methods of a class that {@link BpfProgram} marks.
 *
 * <pre>{@code
 * CompiledClass firewall = MethodCompiler.compile(Firewall.class);
 * ProgramDef filter = firewall.program("filter");
 * }</pre>
 */
public final class MethodCompiler {
  private final Statics statics;
  private final boolean isVerified;

  private MethodCompiler(Statics statics, boolean isVerified) {
    this.statics = statics;
    this.isVerified = isVerified;
  }

  private static MethodCompiler verifying(MethodHandles.Lookup lookup) {
    return new MethodCompiler(new Statics(lookup), true);
  }

  /**
   * {@return the programs of {@code type}}
   *
   * @throws RefusedException if a method does what programs cannot, with the line
   */
  public static CompiledClass compile(Class<?> type) {
    return compile(type, MethodHandles.publicLookup());
  }

  /**
   * {@return the program of {@code type} of that name, and no other}
   *
   * @throws RefusedException as {@link #compile(Class)} does, and the others
   * @throws IllegalArgumentException if there is none
   */
  public static CompiledClass compile(Class<?> type, String program) {
    Map<String, MethodCode> methods = new LinkedHashMap<>();
    for (MethodCode method : marked(type)) {
      methods.put(ProgramCompiler.name(method), method);
    }
    MethodCode method = Suggestions.require(type.getSimpleName(), "program", program, methods);
    return verifying(MethodHandles.publicLookup()).all(type, List.of(method));
  }

  /**
   * {@return the programs of {@code type}, whose fields {@code lookup} may read}
   *
   * @throws RefusedException as {@link #compile(Class)} does, and the others
   */
  public static CompiledClass compile(Class<?> type, MethodHandles.Lookup lookup) {
    return verifying(lookup).all(List.of(type));
  }

  /**
   * {@return the programs of {@code type}, for those who ask a kernel: not verified}
   *
   * @param lookup what reads fields and methods that are not public
   * @throws RefusedException as {@link #compile(Class)} does, but for what a verifier finds
   */
  public static CompiledClass translate(Class<?> type, MethodHandles.Lookup lookup) {
    return new MethodCompiler(new Statics(lookup), false).all(List.of(type));
  }

  /**
   * {@return the programs of all {@code types}, the first of them the one that it is called after}
   * They share maps of the same name, and static fields of numbers.
   *
   * @throws RefusedException as {@link #compile(Class)} does, and the others
   */
  public static CompiledClass compile(List<Class<?>> types) {
    return verifying(MethodHandles.publicLookup()).all(types);
  }

  private CompiledClass all(List<Class<?>> types) {
    List<MethodCode> methods = new ArrayList<>();
    for (Class<?> type : types) {
      methods.addAll(marked(type));
    }
    return all(types.get(0), methods);
  }

  /** {@return the marked methods, in the order of the class file} */
  private static List<MethodCode> marked(Class<?> type) {
    List<MethodCode> marked = new ArrayList<>();
    for (MethodCode method : ClassFiles.of(type).methods()) {
      if (method.isMarked(BpfProgram.class)) {
        marked.add(method);
      }
    }
    return marked;
  }

  private CompiledClass all(Class<?> type, List<MethodCode> methods) {
    Map<MethodCode, ProgramDef> programs = new LinkedHashMap<>();
    for (MethodCode method : methods) {
      programs.put(method, new ProgramCompiler(statics, method).compile(isVerified));
    }
    Names names = new Names(statics);
    for (Map.Entry<MethodCode, ProgramDef> one : programs.entrySet()) {
      names.add(one.getKey(), one.getValue());
    }
    for (Map.Entry<MethodCode, ProgramDef> one : programs.entrySet()) {
      names.check(one.getKey(), one.getValue());
    }
    List<StructOpsDef> tables = OperationTable.of(programs, statics);
    tables.forEach(table -> names.check(table, programs));
    return new CompiledClass(
        type, List.copyOf(programs.values()), List.copyOf(statics.variables().values()), tables);
  }
}
