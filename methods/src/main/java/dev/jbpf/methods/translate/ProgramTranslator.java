package dev.jbpf.methods.translate;

import dev.jbpf.ir.Type;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.kernel.Target;
import dev.jbpf.methods.classfile.MethodCode;
import dev.jbpf.methods.item.FrameState;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.refusal.RefusedException;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.method.MethodTranslator;
import dev.jbpf.methods.translate.scope.CallPath;
import dev.jbpf.methods.translate.scope.FunctionChoice;
import dev.jbpf.methods.translate.scope.FunctionScope;
import dev.jbpf.methods.translate.scope.Meeting;
import dev.jbpf.methods.translate.scope.StartAgain;
import dev.jbpf.methods.translate.scope.Statics;
import dev.jbpf.methods.translate.scope.TranslationUnit;
import java.util.List;
import java.util.Optional;

/** Writes a method as a program. */
public final class ProgramTranslator {
  private static final int MOST_STARTS = 1_000;

  private final MethodCode method;
  private final Target target;
  private final Statics statics;
  private final FunctionChoice choice = new FunctionChoice();
  private final CallPath path;
  private final boolean hasArguments;

  /**
   * A translator of {@code method} for {@code target}.
   *
   * @param hasArguments whether the context is the arguments of a function of the kernel
   */
  public ProgramTranslator(
      MethodCode method, Target target, Statics statics, boolean hasArguments) {
    this.method = method;
    this.target = target;
    this.hasArguments = hasArguments;
    this.statics = statics;
    this.path = new CallPath(Optional.empty(), method);
  }

  /**
   * {@return the program}
   *
   * @throws dev.jbpf.methods.refusal.RefusedException if it does what programs cannot
   */
  public TranslationUnit translate(String name) {
    for (int i = 0; i < MOST_STARTS; i++) {
      try {
        return write(name);
      } catch (StartAgain known) {
        continue;
      } catch (RefusedException e) {
        if (e.rule() != Rule.TOO_LARGE || !choice.isTooLarge(Integer.MAX_VALUE)) {
          throw e;
        }
      }
    }
    throw new IllegalStateException(method + " never settles");
  }

  private TranslationUnit write(String name) {
    choice.begin();
    TranslationUnit unit = new TranslationUnit(target, statics, choice);
    unit.name(name);
    FunctionBuilder f =
        unit.module().function(method.origin(), name, Type.S64, List.of(Type.CONTEXT));
    FunctionScope scope = new FunctionScope(unit, f, (program, what) -> program.f().ret(0));
    scope.at(method.origin());
    MethodTranslator translator =
        new MethodTranslator(new Instructions.All(), scope, path, List.of());
    List<Item> arguments = new ProgramArguments(method, translator, target, hasArguments).items();
    for (Meeting.Way way : translator.run(FrameState.empty(0), arguments)) {
      finish(scope, way);
    }
    if (choice.isTooLarge(f.function().valueCount())) {
      throw new StartAgain();
    }
    return unit;
  }

  private void finish(FunctionScope scope, Meeting.Way way) {
    scope.f().enter(way.block());
    FrameState state = way.state();
    if (state.operands().isEmpty()) {
      scope.f().ret(0);
    } else if (state.pop() instanceof Item.Number number) {
      scope.f().ret(scope.cast(number.value(), Type.S64));
    } else {
      throw scope.refuse(Rule.PROGRAM_SIGNATURE, method + " returns no number");
    }
  }
}
