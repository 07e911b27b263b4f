package dev.jbpf.methods.translate;

import dev.jbpf.ir.Function;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.methods.classfile.MethodCode;
import dev.jbpf.methods.item.FrameState;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.refusal.RefusedException;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.method.MethodTranslator;
import dev.jbpf.methods.translate.scope.FunctionChoice;
import dev.jbpf.methods.translate.scope.FunctionScope;
import dev.jbpf.methods.translate.scope.Meeting;
import dev.jbpf.methods.translate.scope.StartAgain;
import dev.jbpf.methods.translate.scope.TranslationUnit;
import java.util.ArrayList;
import java.util.List;

/** Methods that stay functions of the program. */
final class FunctionCode {
  private final MethodTranslator t;

  FunctionCode(MethodTranslator translator) {
    this.t = translator;
  }

  void step(MethodCode method, CallCode.Call call) {
    TranslationUnit unit = t.scope().unit();
    if (t.path().isCalling(method)) {
      throw t.refuse(Rule.RECURSION, method.toString());
    }
    Function function = unit.functions().get(method);
    if (function == null) {
      function = FunctionChoice.isMarked(method) ? write(method) : tryTo(method);
      unit.functions().put(method, function);
    }
    Value[] arguments = call.arguments().stream().map(t::number).toArray(Value[]::new);
    Value result = t.f().call(function, arguments);
    if (call.hasResult()) {
      t.push(result);
    }
  }

  /** What cannot be a function is written where it is called. */
  private Function tryTo(MethodCode method) {
    try {
      return write(method);
    } catch (RefusedException e) {
      t.scope().unit().choice().exclude(method);
      throw new StartAgain();
    }
  }

  private Function write(MethodCode method) {
    var signature = org.objectweb.asm.Type.getMethodType(method.descriptor());
    List<Type> parameters = new ArrayList<>();
    for (var parameter : signature.getArgumentTypes()) {
      parameters.add(type(method, parameter));
    }
    boolean isVoid = signature.getReturnType() == org.objectweb.asm.Type.VOID_TYPE;
    Type result = isVoid ? Type.NONE : type(method, signature.getReturnType());
    if (parameters.size() > Function.MAX_PARAMETERS) {
      throw t.refuse(Rule.FUNCTION_SIGNATURE, method.toString());
    }
    TranslationUnit unit = t.scope().unit();
    FunctionBuilder f =
        unit.module().function(method.origin(), unit.name(method.name()), result, parameters);
    FunctionScope scope = new FunctionScope(unit, f, FunctionCode::refuse);
    scope.at(method.origin());
    List<Item> arguments = new ArrayList<>();
    f.function().parameters().forEach(value -> arguments.add(new Item.Number(value)));
    t.with(scope, t.path().callee(t.at(), method), List.of())
        .run(FrameState.empty(0), arguments)
        .forEach(way -> leave(f, way));
    return f.function();
  }

  private static void refuse(FunctionScope function, String what) {
    throw function.refuse(Rule.FAILS_IN_FUNCTION, what);
  }

  private static void leave(FunctionBuilder f, Meeting.Way way) {
    f.enter(way.block());
    if (way.state().operands().isEmpty()) {
      f.ret();
    } else {
      f.ret(((Item.Number) way.state().pop()).value());
    }
  }

  private Type type(MethodCode method, org.objectweb.asm.Type type) {
    return switch (type.getSort()) {
      case org.objectweb.asm.Type.LONG -> Type.S64;
      case org.objectweb.asm.Type.INT,
          org.objectweb.asm.Type.SHORT,
          org.objectweb.asm.Type.BYTE,
          org.objectweb.asm.Type.CHAR,
          org.objectweb.asm.Type.BOOLEAN ->
          Type.S32;
      default -> throw t.refuse(Rule.FUNCTION_SIGNATURE, method.toString());
    };
  }
}
