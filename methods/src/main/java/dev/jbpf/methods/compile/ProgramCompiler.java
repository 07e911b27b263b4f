package dev.jbpf.methods.compile;

import dev.jbpf.code.LinkException;
import dev.jbpf.code.Program;
import dev.jbpf.diag.Diagnostic;
import dev.jbpf.dsl.verify.FieldUses;
import dev.jbpf.dsl.verify.ProgramCheck;
import dev.jbpf.dsl.verify.Purpose;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.elf.bpf.ProgramSection;
import dev.jbpf.ir.IrCompiler;
import dev.jbpf.ir.IrException;
import dev.jbpf.isa.IsaVersion;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.isa.TargetMachine;
import dev.jbpf.kernel.ObjectName;
import dev.jbpf.kernel.Target;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.classfile.MethodCode;
import dev.jbpf.methods.refusal.RefusedException;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.ProgramTranslator;
import dev.jbpf.methods.translate.scope.Statics;
import dev.jbpf.methods.translate.scope.TranslationUnit;
import dev.jbpf.verifier.subject.Budget;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes one program of a method; whatever stands in the way is a rule. */
final class ProgramCompiler {
  /** Where no kernel is named: what Linux 5.1 has, and the atomics of 5.12 where wanted. */
  private static final TargetMachine UNKNOWN = TargetMachine.ANY.cpu(IsaVersion.V3);

  /** As many instructions as kernels follow, for what cannot be said of loops before. */
  private static final Budget PATIENCE =
      new Budget(Budget.DEFAULT.instructions(), Duration.ofSeconds(10));

  private final Statics statics;
  private final String name;
  private final BpfProgram mark;
  private final MethodCode code;

  ProgramCompiler(Statics statics, Method method) {
    this.statics = statics;
    this.name = MethodCompiler.name(method);
    this.mark = method.getAnnotation(BpfProgram.class);
    this.code = MethodCompiler.code(method);
    if (!code.isStatic() || method.getParameterCount() > 1) {
      throw refuse(Rule.PROGRAM_SIGNATURE, code.toString());
    }
  }

  ProgramDef compile(boolean isVerified) {
    Optional<KernelVersion> kernel =
        Optional.of(mark.since())
            .filter(text -> !text.isEmpty())
            .map(text -> said(() -> KernelVersion.parse(text)));
    ProgramSection section = said(() -> ProgramSection.named(mark.value()));
    String shortName = said(() -> ObjectName.shortened(name));
    Target target = new Target(Optional.of(section.type()), kernel);
    TranslationUnit unit = new ProgramTranslator(code, target, statics).translate(shortName);
    Program program = compile(unit, kernel.map(TargetMachine.ANY::kernel).orElse(UNKNOWN));
    if (isVerified) {
      check(program, Purpose.of(target, section, mark.license()), unit);
    }
    return new ProgramDef(
        name, mark.value(), mark.license(), kernel, List.copyOf(unit.maps().values()), program);
  }

  private <T> T said(Supplier<T> reader) {
    try {
      return reader.get();
    } catch (IllegalArgumentException e) {
      throw refuse(Rule.SECTION, e.getMessage());
    }
  }

  private RefusedException refuse(Rule rule, String what) {
    return new RefusedException(rule, code.origin(), what);
  }

  private static Program compile(TranslationUnit unit, TargetMachine machine) {
    try {
      return IrCompiler.forTarget(machine).compile(unit.module().finish());
    } catch (IrException e) {
      Diagnostic found = e.diagnostic();
      if (!found.code().equals(Rule.STACK_SIZE.code())) {
        throw e;
      }
      throw new RefusedException(Rule.STACK_SIZE, found.origin(), found.message());
    }
  }

  /** What kernels are sure to refuse is refused here, at its line. */
  private void check(Program program, Purpose purpose, TranslationUnit unit) {
    try {
      ProgramCheck.check(program, purpose, withVariables(unit), new FieldUses(), PATIENCE);
    } catch (LinkException e) {
      Diagnostic first = e.diagnostics().get(0);
      RefusedException refused =
          new RefusedException(Rule.VERIFIER, first.origin(), e.getMessage());
      refused.initCause(e);
      throw refused;
    }
  }

  /** To the verifier a variable is the only value of an array. */
  private Map<String, MapDef<?, ?>> withVariables(TranslationUnit unit) {
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
