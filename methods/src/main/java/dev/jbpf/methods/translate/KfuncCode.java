package dev.jbpf.methods.translate;

import dev.jbpf.dsl.value.kernel.KernelName;
import dev.jbpf.dsl.value.kernel.RecordDeclarations;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.kernel.struct.KfuncDeclaration;
import dev.jbpf.methods.Kfunc;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.memory.MapStore;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.method.MethodTranslator;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Calls of functions of the kernel. */
final class KfuncCode {
  private static final String MAP = "bpf_map";
  private static final Map<Class<?>, KfuncDeclaration.Kind> NUMBERS =
      Map.of(
          boolean.class, new KfuncDeclaration.Number(Byte.BYTES, false),
          byte.class, new KfuncDeclaration.Number(Byte.BYTES, true),
          char.class, new KfuncDeclaration.Number(Character.BYTES, false),
          short.class, new KfuncDeclaration.Number(Short.BYTES, true),
          int.class, new KfuncDeclaration.Number(Integer.BYTES, true),
          long.class, new KfuncDeclaration.Number(Long.BYTES, true),
          void.class, new KfuncDeclaration.Nothing());

  private final MethodTranslator t;
  private final HelperCode helpers;

  KfuncCode(MethodTranslator translator) {
    this.t = translator;
    this.helpers = new HelperCode(translator);
  }

  void step(CallCode.Call call) {
    Method method = KnownCode.method(call).orElseThrow();
    KfuncDeclaration function = function(method);
    Value[] arguments = call.arguments().stream().map(helpers::argument).toArray(Value[]::new);
    push(t.f().call(function, type(function.result()), arguments), function.result(), method);
  }

  private KfuncDeclaration function(Method method) {
    if (method.getParameterCount() > Function.MAX_PARAMETERS) {
      throw t.refuse(Rule.FUNCTION_SIGNATURE, "the kernel's function " + method.getName());
    }
    String name = method.getAnnotation(Kfunc.class).value();
    List<KfuncDeclaration.Kind> parameters =
        Stream.of(method.getParameters()).map(one -> kind(one.getType(), one)).toList();
    return new KfuncDeclaration(
        name.isEmpty() ? method.getName() : name,
        kind(method.getReturnType(), method.getAnnotatedReturnType()),
        parameters);
  }

  private KfuncDeclaration.Kind kind(Class<?> type, AnnotatedElement marks) {
    KernelName name = marks.getAnnotation(KernelName.class);
    if (name != null) {
      return new KfuncDeclaration.Pointer(name.value());
    }
    if (NUMBERS.containsKey(type)) {
      return NUMBERS.get(type);
    }
    if (type == Area.class || type == Cell.class) {
      return new KfuncDeclaration.Address();
    }
    if (type == MapStore.class) {
      return new KfuncDeclaration.Pointer(MAP);
    }
    if (!type.isInterface() && !type.isRecord()) {
      throw t.refuse(Rule.FUNCTION_SIGNATURE, type.getSimpleName() + " of a kernel's function");
    }
    return new KfuncDeclaration.Pointer(RecordDeclarations.name(type));
  }

  private static Type type(KfuncDeclaration.Kind result) {
    if (result instanceof KfuncDeclaration.Pointer pointer) {
      return Type.Pointer.kernel(pointer.struct()).orNull();
    }
    if (result instanceof KfuncDeclaration.Address) {
      return Type.MEMORY.orNull();
    }
    return result instanceof KfuncDeclaration.Nothing ? Type.NONE : Type.S64;
  }

  /** Of a number only the bits that the function declares are there. */
  private void push(Value result, KfuncDeclaration.Kind kind, Method method) {
    Class<?> type = method.getReturnType();
    if (kind instanceof KfuncDeclaration.Number number) {
      t.push(t.scope().cast(result, Type.Int.of(number.bytes() * Byte.SIZE, number.isSigned())));
    } else if (type == Area.class) {
      t.push(new Item.Address(result, true));
    } else if (type != void.class) {
      Item.Kernel struct =
          new Item.Kernel(
              type, RecordDeclarations.of(type), result, List.of(), Item.Reading.IN_PLACE, true);
      t.push(struct);
    }
  }
}
