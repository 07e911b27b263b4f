package dev.jbpf.methods.compile;

import dev.jbpf.diag.Suggestions;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.classfile.ClassFiles;
import dev.jbpf.methods.classfile.MethodCode;
import dev.jbpf.methods.refusal.RefusedException;
import dev.jbpf.methods.translate.scope.Statics;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    MethodCompiler compiler = verifying(MethodHandles.publicLookup());
    Map<String, Method> methods = new LinkedHashMap<>();
    marked(type).forEach(method -> methods.put(name(method), method));
    Method method = Suggestions.require(type.getSimpleName(), "program", program, methods);
    return compiler.all(type, List.of(method));
  }

  /**
   * {@return the programs of {@code type}, whose fields {@code lookup} may read}
   *
   * @throws RefusedException as {@link #compile(Class)} does, and the others
   */
  public static CompiledClass compile(Class<?> type, MethodHandles.Lookup lookup) {
    return verifying(lookup).all(List.of(type));
  }

  /** {@return the same, for those who ask a kernel: not verified} */
  static CompiledClass translate(Class<?> type, MethodHandles.Lookup lookup) {
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
    return all(types.get(0), types.stream().flatMap(type -> marked(type).stream()).toList());
  }

  private CompiledClass all(Class<?> type, List<Method> methods) {
    Map<Method, ProgramDef> programs = new LinkedHashMap<>();
    methods.forEach(method -> programs.put(method, program(method)));
    Names names = new Names(statics);
    programs.forEach(names::add);
    programs.forEach(names::check);
    return new CompiledClass(
        type, List.copyOf(programs.values()), List.copyOf(statics.variables().values()));
  }

  /** {@return the marked methods, in the order of the class file} */
  private static List<Method> marked(Class<?> type) {
    Map<String, Method> methods = new HashMap<>();
    for (Method method : type.getDeclaredMethods()) {
      if (method.isAnnotationPresent(BpfProgram.class)) {
        methods.put(key(method), method);
      }
    }
    return ClassFiles.of(type).node().methods.stream()
        .map(node -> Optional.ofNullable(methods.get(node.name + node.desc)))
        .flatMap(Optional::stream)
        .toList();
  }

  private static String key(Method method) {
    return method.getName() + org.objectweb.asm.Type.getMethodDescriptor(method);
  }

  private ProgramDef program(Method method) {
    return new ProgramCompiler(statics, method).compile(isVerified);
  }

  static MethodCode code(Method method) {
    return ClassFiles.of(method.getDeclaringClass())
        .declared(method.getName(), org.objectweb.asm.Type.getMethodDescriptor(method))
        .orElseThrow();
  }

  static String name(Method method) {
    String given = method.getAnnotation(BpfProgram.class).name();
    return given.isEmpty() ? method.getName() : given;
  }
}
