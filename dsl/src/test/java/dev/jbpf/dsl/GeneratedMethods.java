package dev.jbpf.dsl;

import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Label;
import dev.jbpf.isa.Reg;
import dev.jbpf.kernel.Helper;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Calls generated methods with every combination of a few arguments of each type. */
final class GeneratedMethods {
  private static final Map<Class<?>, List<?>> ARGUMENTS =
      Map.ofEntries(
          Map.entry(Reg.class, List.of(Reg.R3, Reg.R7)),
          Map.entry(int.class, List.of(0, 1, 8, 16, 32, 64)),
          Map.entry(long.class, List.of(0x1122334455667788L, -1L)),
          Map.entry(String.class, List.of("out")),
          Map.entry(Label.class, List.of(Label.named("out"))),
          Map.entry(Helper.class, List.of(Helper.MAP_LOOKUP_ELEM, Helper.TRACE_PRINTK)),
          Map.entry(MapDef.class, List.of(MapDef.hash("counts", Codec.U32, Codec.U32, 1))),
          Map.entry(AluOp.class, List.of(AluOp.values())),
          Map.entry(JumpOp.class, List.of(JumpOp.values())),
          Map.entry(AtomicOp.class, List.of(AtomicOp.values())),
          Map.entry(Width.class, List.of(Width.values())));

  /** A call and its result. */
  record Call(Method method, List<Object> arguments, Object result) {}

  private GeneratedMethods() {}

  /** {@return all calls of {@code method} that its arguments allow} */
  static Stream<Call> calls(Optional<Object> target, Method method) {
    return arguments(method.getParameterTypes()).stream()
        .flatMap(arguments -> call(target, method, arguments).stream());
  }

  private static Optional<Call> call(Optional<Object> target, Method method, List<Object> values) {
    try {
      Object result = method.invoke(target.orElse(CodeElement.class), values.toArray());
      return Optional.of(new Call(method, values, result));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException) {
        return Optional.empty();
      }
      throw new AssertionError(method + " with " + values, e.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  private static List<List<Object>> arguments(Class<?>[] types) {
    List<List<Object>> all = List.of(List.of());
    for (Class<?> type : types) {
      List<List<Object>> longer = new ArrayList<>();
      for (List<Object> some : all) {
        for (Object value : ARGUMENTS.get(type)) {
          List<Object> more = new ArrayList<>(some);
          more.add(value);
          longer.add(more);
        }
      }
      all = longer;
    }
    return all;
  }
}
