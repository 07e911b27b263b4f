package dev.jbpf.methods.compile;

import dev.jbpf.code.Program;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.dsl.verify.FieldUses;
import dev.jbpf.dsl.verify.ProgramCheck;
import dev.jbpf.dsl.verify.Purpose;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.ir.IrCompiler;
import dev.jbpf.ir.IrException;
import dev.jbpf.ir.IrModule;
import dev.jbpf.isa.IsaVersion;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.isa.TargetMachine;
import dev.jbpf.kernel.ObjectName;
import dev.jbpf.kernel.Target;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.classfile.ClassFiles;
import dev.jbpf.methods.classfile.MethodCode;
import dev.jbpf.methods.refusal.RefusedException;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.ProgramTranslator;
import dev.jbpf.methods.translate.Statics;
import dev.jbpf.methods.translate.Unit;
import dev.jbpf.diag.Suggestions;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.ArrayList;
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
  /** Where no kernel is named: what Linux 5.1 has, and the atomics of 5.12 where wanted. */
  private static final TargetMachine UNKNOWN = TargetMachine.ANY.cpu(IsaVersion.V3);

  private final Statics statics;

  private MethodCompiler(Statics statics) {
    this.statics = statics;
  }

  /**
   * {@return the programs of {@code type}}
   *
   * @throws RefusedException if a method does what programs cannot, with the line
   * @throws dev.jbpf.ir.IrException if it needs more than there is, such as stack
   * @throws dev.jbpf.code.LinkException if kernels are sure to refuse it, with the lines
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
    Statics statics = new Statics(MethodHandles.publicLookup());
    MethodCompiler compiler = new MethodCompiler(statics);
    Map<String, Method> methods = new LinkedHashMap<>();
    marked(type).forEach(method -> methods.put(name(method), method));
    Method method = Suggestions.require(type.getSimpleName(), "program", program, methods);
    List<ProgramDef> programs = List.of(compiler.program(method));
    return new CompiledClass(type, programs, List.copyOf(statics.variables().values()));
  }

  /**
   * {@return the programs of {@code type}, whose fields {@code lookup} may read}
   *
   * @throws RefusedException as {@link #compile(Class)} does, and the others
   */
  public static CompiledClass compile(Class<?> type, MethodHandles.Lookup lookup) {
    Statics statics = new Statics(lookup);
    MethodCompiler compiler = new MethodCompiler(statics);
    List<ProgramDef> programs = new ArrayList<>();
    for (Method method : marked(type)) {
      programs.add(compiler.program(method));
    }
    return new CompiledClass(type, programs, List.copyOf(statics.variables().values()));
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

  private static String name(Method method) {
    String given = method.getAnnotation(BpfProgram.class).name();
    return given.isEmpty() ? method.getName() : given;
  }

  private ProgramDef program(Method method) {
    BpfProgram mark = method.getAnnotation(BpfProgram.class);
    String name = name(method);
    Optional<KernelVersion> kernel =
        Optional.of(mark.since()).filter(text -> !text.isEmpty()).map(KernelVersion::parse);
    ProgramSection section = ProgramSection.named(mark.value());
    Target target = new Target(Optional.of(section.type()), kernel);
    MethodCode code =
        ClassFiles.of(method.getDeclaringClass())
            .declared(method.getName(), org.objectweb.asm.Type.getMethodDescriptor(method))
            .orElseThrow();
    if (!code.isStatic() || method.getParameterCount() > 1) {
      throw new RefusedException(Rule.PROGRAM_SIGNATURE, code.origin(), code.toString());
    }
    ProgramTranslator translator = new ProgramTranslator(code, target, statics);
    Unit unit = translator.translate(ObjectName.shortened(name));
    IrModule module = unit.module().finish();
    TargetMachine machine = kernel.map(TargetMachine.ANY::kernel).orElse(UNKNOWN);
    Program program = compile(module, machine);
    ProgramCheck.check(
        program, Purpose.of(target, section, mark.license()), withVariables(unit), new FieldUses());
    return new ProgramDef(
        name, mark.value(), mark.license(), kernel, List.copyOf(unit.maps().values()), program);
  }

  private static Program compile(IrModule module, TargetMachine machine) {
    try {
      return IrCompiler.forTarget(machine).compile(module);
    } catch (IrException e) {
      Diagnostic found = e.diagnostic();
      if (!found.code().equals(Rule.STACK_SIZE.code())) {
        throw e;
      }
      throw new RefusedException(Rule.STACK_SIZE, found.origin(), found.message());
    }
  }

  /** To the verifier a variable is the only value of an array. */
  private Map<String, MapDef<?, ?>> withVariables(Unit unit) {
    Map<String, MapDef<?, ?>> all = new LinkedHashMap<>(unit.maps());
    statics
        .variables()
        .forEach(
            (name, variable) -> {
              if (name.equals(ObjectName.shortened(name))) {
                Codec<?> codec = Codec.bytes(variable.content().length);
                all.put(name, MapDef.array(name, codec, 1));
              }
            });
    return all;
  }
}
