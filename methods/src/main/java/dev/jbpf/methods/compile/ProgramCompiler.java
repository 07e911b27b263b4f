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
import dev.jbpf.kernel.AttachType;
import dev.jbpf.kernel.ObjectName;
import dev.jbpf.kernel.Target;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.classfile.Mark;
import dev.jbpf.methods.classfile.MethodCode;
import dev.jbpf.methods.intrinsic.GlobalVariable;
import dev.jbpf.methods.refusal.RefusedException;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.ProgramTranslator;
import dev.jbpf.methods.translate.scope.Statics;
import dev.jbpf.methods.translate.scope.TranslationUnit;
import dev.jbpf.verifier.explain.Style;
import dev.jbpf.verifier.subject.Budget;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes one program of a method; whatever stands in the way is a rule. */
final class ProgramCompiler {
  /** Where no kernel is named: what Linux 5.1 has, and the atomics of 5.12 where wanted. */
  private static final TargetMachine UNKNOWN = TargetMachine.ANY.cpu(IsaVersion.V3);

  /** As many instructions as kernels follow, for what cannot be said of loops before. */
  private static final Budget PATIENCE =
      new Budget(Budget.DEFAULT.instructions(), Duration.ofSeconds(10));

  private final Statics statics;
  private final String name;
  private final String section;
  private final String license;
  private final String since;
  private final MethodCode code;

  ProgramCompiler(Statics statics, MethodCode code) {
    Mark mark = code.mark(BpfProgram.class).orElseThrow();
    this.statics = statics;
    this.code = code;
    this.section = mark.text("value");
    this.license = mark.text("license");
    this.since = mark.text("since");
    this.name = name(code);
    if (!code.isStatic()) {
      throw refuse(Rule.PROGRAM_SIGNATURE, code.toString());
    }
  }

  /** {@return what the program is called} */
  static String name(MethodCode method) {
    String given = method.mark(BpfProgram.class).orElseThrow().text("name");
    return given.isEmpty() ? method.name() : given;
  }

  ProgramDef compile(boolean isVerified) {
    Optional<KernelVersion> kernel;
    ProgramSection meant;
    String shortName;
    try {
      kernel = since.isEmpty() ? Optional.empty() : Optional.of(KernelVersion.parse(since));
      meant = ProgramSection.named(section);
      shortName = ObjectName.shortened(name);
    } catch (IllegalArgumentException e) {
      throw refuse(Rule.SECTION, e.getMessage());
    }
    Target target = new Target(Optional.of(meant.type()), kernel);
    TranslationUnit unit =
        new ProgramTranslator(code, target, statics, hasArguments(meant)).translate(shortName);
    Program program =
        compile(unit, kernel.isPresent() ? TargetMachine.ANY.kernel(kernel.get()) : UNKNOWN);
    if (isVerified) {
      check(program, Purpose.of(target, meant, license, Style.METHODS), unit);
    }
    return new ProgramDef(
        name, section, license, kernel, List.copyOf(unit.maps().values()), program);
  }

  /** Whether the context is the arguments of a function, a tracepoint or an operation. */
  private static boolean hasArguments(ProgramSection meant) {
    return switch (meant.type()) {
      case STRUCT_OPS, LSM, RAW_TRACEPOINT, RAW_TRACEPOINT_WRITABLE -> true;
      case TRACING -> meant.attachType().filter(AttachType.TRACE_ITER::equals).isEmpty();
      default -> false;
    };
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
          new RefusedException(
              Rule.VERIFIER,
              first.origin(),
              first.message() + " (" + first.code() + ")",
              VerifierAdvice.instead(first.code()),
              first.notes());
      refused.initCause(e);
      throw refused;
    }
  }

  /** To the verifier a variable is the only value of an array. */
  private Map<String, MapDef<?, ?>> withVariables(TranslationUnit unit) {
    Map<String, MapDef<?, ?>> all = new LinkedHashMap<>(unit.maps());
    for (GlobalVariable variable : statics.variables().values()) {
      if (variable.name().equals(ObjectName.shortened(variable.name()))) {
        Codec<?> codec = Codec.bytes(variable.content().length);
        all.put(variable.name(), MapDef.array(variable.name(), codec, 1));
      }
    }
    return all;
  }
}
