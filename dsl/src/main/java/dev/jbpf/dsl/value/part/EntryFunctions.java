package dev.jbpf.dsl.value.part;

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

/** Functions that the kernel calls with an entry of a map, and the helpers that take them. */
public final class EntryFunctions {
  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int STATE = 3;
  private static final List<Type> ENTRY = List.of(Type.MAP, Type.MEMORY, Type.MAP_VALUE);
  private static final List<Type> ENTRY_AND_STATE =
      List.of(Type.MAP, Type.MEMORY, Type.MAP_VALUE, Type.MEMORY);

  private EntryFunctions() {}

  /** {@return where the key lies, in a function that is called} */
  public static Value key(Scope called) {
    return called.parameters().get(KEY);
  }

  /** {@return where the value lies, in a function that is called} */
  public static Value value(Scope called) {
    return called.parameters().get(VALUE);
  }

  /** {@return how many entries were visited, or the negative of an error number} */
  public static S64 forEach(Scope scope, MapRef<?, ?> map, Consumer<Scope> body) {
    Function function = write(scope, "entry", ENTRY, body);
    return walk(scope, map, function, scope.at().constant(0));
  }

  /** {@return the same} */
  public static <S> S64 forEach(
      Scope scope, MapRef<?, ?> map, Cell<S> state, BiConsumer<Scope, Cell<S>> body) {
    requireOwn(scope, state);
    Function function =
        write(
            scope,
            "entry",
            ENTRY_AND_STATE,
            called -> {
              Value place = called.parameters().get(STATE);
              body.accept(called, Cell.at(called, place, state.layout(), state.name()));
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
  public static Status startTimer(
      Scope scope, MapRef<?, ?> map, Cell<BpfTimer> timer, U64 nanoseconds, Consumer<Scope> body) {
    Function due = write(scope, "due", ENTRY, body);
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

  /** {@return 1 if it was started, 0 if not, or the negative of an error number: stops it} */
  public static S64 cancelTimer(Scope scope, Cell<BpfTimer> timer) {
    return S64.KIND.of(scope, scope.call(Helper.TIMER_CANCEL, Type.S64, timer.address()));
  }

  private static Function write(
      Scope outer, String name, List<Type> parameters, Consumer<Scope> body) {
    return outer
        .unit()
        .function(
            outer,
            name,
            Type.S64,
            parameters,
            called -> {
              body.accept(called);
              if (called.isOpen()) {
                called.leave(0);
              }
            });
  }
}
