package dev.jbpf.dsl.value;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.map.MapRef;
import dev.jbpf.dsl.value.map.Status;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.number.S64;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.kernel.Helper;
import dev.jbpf.map.layout.BpfTimer;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Functions that the kernel calls, and the helpers that take them. */
final class Callbacks {
  private static final List<Type> ENTRY = List.of(Type.MAP, Type.MEMORY, Type.MAP_VALUE);
  private static final List<Type> ENTRY_AND_STATE =
      List.of(Type.MAP, Type.MEMORY, Type.MAP_VALUE, Type.MEMORY);

  private Callbacks() {}

  static <K, V> S64 forEach(Scope scope, MapRef<K, V> map, Consumer<EntryBody<K, V>> body) {
    Function function = write(scope, "entry", ENTRY, map, (entry, inner) -> body.accept(entry));
    return walk(scope, map, function, scope.at().constant(0));
  }

  static <K, V, S> S64 forEach(
      Scope scope, MapRef<K, V> map, Cell<S> state, BiConsumer<EntryBody<K, V>, Cell<S>> body) {
    requireOwn(scope, state);
    Function function =
        write(
            scope,
            "entry",
            ENTRY_AND_STATE,
            map,
            (entry, inner) -> {
              Value place = inner.parameters().get(ENTRY.size());
              body.accept(entry, Cell.at(inner, place, state.layout(), state.name()));
            });
    return walk(scope, map, function, state.address());
  }

  private static void requireOwn(Scope scope, Cell<?> state) {
    Type type = state.address().type();
    if (!type.equals(Type.STACK) && !type.equals(Type.MEMORY)) {
      throw scope.error(
          "callback-state",
          state.name() + " is not on the stack: kernels hand over nothing else",
          "take record(…) or local(…), and copy what is in it afterwards");
    }
  }

  private static S64 walk(Scope scope, MapRef<?, ?> map, Function function, Value state) {
    FunctionBuilder f = scope.at();
    Value code =
        scope.call(
            Helper.FOR_EACH_MAP_ELEM,
            Type.S64,
            map.address(),
            f.functionAddress(function),
            state,
            f.constant(0));
    return S64.KIND.of(scope, code);
  }

  /** {@return whether the timer was started} */
  static <K, V> Status startTimer(
      Scope scope,
      MapRef<K, V> map,
      Cell<BpfTimer> timer,
      U64 nanoseconds,
      Consumer<EntryBody<K, V>> body) {
    Function due = write(scope, "due", ENTRY, map, (entry, inner) -> body.accept(entry));
    FunctionBuilder f = scope.at();
    Value place = timer.address();
    Value clock = f.constant(BpfTimer.CLOCK);
    // Fails where it is made already.
    scope.call(Helper.TIMER_INIT, Type.S64, place, map.address(), clock);
    scope.call(Helper.TIMER_SET_CALLBACK, Type.S64, place, f.functionAddress(due));
    Value noFlags = f.constant(0);
    return new Status(
        scope, scope.call(Helper.TIMER_START, Type.S64, place, nanoseconds.ir(), noFlags));
  }

  private static <K, V> Function write(
      Scope outer,
      String name,
      List<Type> parameters,
      MapRef<K, V> map,
      BiConsumer<EntryBody<K, V>, Scope> body) {
    return Functions.inside(
        outer,
        name,
        Type.S64,
        parameters,
        inner -> {
          body.accept(new EntryBody<>(inner, map.definition()), inner);
          if (inner.isOpen()) {
            inner.leave(0);
          }
        });
  }
}
