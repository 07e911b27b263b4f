package dev.jbpf.dsl.value;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.map.Locks;
import dev.jbpf.dsl.value.map.MapRef;
import dev.jbpf.dsl.value.map.RingRef;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.memory.Otherwise;
import dev.jbpf.dsl.value.memory.Stack;
import dev.jbpf.dsl.value.number.Bool;
import dev.jbpf.dsl.value.number.Data;
import dev.jbpf.dsl.value.number.Int;
import dev.jbpf.dsl.value.number.Kind;
import dev.jbpf.dsl.value.number.S32;
import dev.jbpf.dsl.value.number.S64;
import dev.jbpf.dsl.value.number.U16;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.dsl.value.number.U8;
import dev.jbpf.dsl.value.number.Var;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.Nothing;
import dev.jbpf.map.SpinLock;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What a function is written with, the program's own and others: control, memory, maps. Each method
 * writes at the place where it is called; branches and loops take what is inside as a lambda.
 */
public class Body {
  private final Scope scope;

  Body(Scope scope) {
    this.scope = scope;
  }

  /** {@return the function that is written} */
  final Scope scope() {
    return scope;
  }

  /** {@return the number, of 8 bits} */
  public final U8 u8(long number) {
    return U8.KIND.of(scope, number);
  }

  /** {@return the number, of 16 bits} */
  public final U16 u16(long number) {
    return U16.KIND.of(scope, number);
  }

  /** {@return the number, of 32 bits} */
  public final U32 u32(long number) {
    return U32.KIND.of(scope, number);
  }

  /** {@return the number, of 64 bits} */
  public final U64 u64(long number) {
    return U64.KIND.of(scope, number);
  }

  /** {@return the number, of 32 bits with a sign} */
  public final S32 s32(long number) {
    return S32.KIND.of(scope, number);
  }

  /** {@return the number, of 64 bits with a sign} */
  public final S64 s64(long number) {
    return S64.KIND.of(scope, number);
  }

  /** {@return a local variable that holds {@code value}} */
  public final <T extends Int<T, ?>> Var<T> var(T value) {
    return var("variable", value);
  }

  /** {@return a local variable of that name, which holds {@code value}} */
  public final <T extends Int<T, ?>> Var<T> var(String name, T value) {
    return new Var<>(scope, value.kind(), name, value);
  }

  /** {@return a local variable of that type, which holds {@code value}} */
  public final <T extends Data> Var<T> var(Kind<T> kind, T value) {
    return new Var<>(scope, kind, "variable", value);
  }

  /** Does {@code body} if {@code condition} holds. */
  public final Otherwise when(Bool condition, Runnable body) {
    return new Otherwise(scope.when(condition.condition(), body));
  }

  /** Does what {@code cases} have for the number that {@code value} is. */
  public final void match(Int<?, ?> value, Consumer<Cases> cases) {
    Cases all = new Cases(scope);
    cases.accept(all);
    all.emit(value);
  }

  /**
   * Does {@code body} {@code rounds} times, with the numbers from 0 on. How a loop is written
   * depends on the oldest kernel: before 5.3 the body, again and again.
   */
  public final void times(int rounds, Consumer<U32> body) {
    times(u32(rounds), rounds, (number, loop) -> body.accept(number));
  }

  /** Does {@code body} {@code rounds} times, with the numbers from 0 on, and the ways out. */
  public final void times(int rounds, BiConsumer<U32, Loop> body) {
    times(u32(rounds), rounds, body);
  }

  /**
   * Does {@code body} {@code rounds} times, with the numbers from 0 on, and the ways out.
   *
   * @param most how many rounds at most: the verifier wants to know
   */
  public final void times(U32 rounds, int most, BiConsumer<U32, Loop> body) {
    scope
        .at()
        .times(
            rounds.ir(),
            most,
            (number, control) ->
                body.accept(U32.KIND.of(scope, number), new Loop(scope, control)));
  }

  /**
   * Does {@code body} again and again, until it leaves. The verifier, since Linux 5.3, must be able
   * to tell that it ends.
   */
  public final void loop(Consumer<Loop> body) {
    scope.at().loop(control -> body.accept(new Loop(scope, control)));
  }

  /** {@return the map, whose values are one for all CPUs} */
  public final <K, V> MapRef<K, V> map(MapDef<K, V> map) {
    if (MapDef.isPerCpu(map.type())) {
      throw scope.error("map-type", map.name() + " has a value for each CPU", "perCpu(…)");
    }
    return new MapRef<>(scope, map);
  }

  /** {@return the map with a value for each CPU, as the CPU that runs the program has it} */
  public final <K, V> MapRef<K, V> perCpu(MapDef<K, List<V>> map) {
    return new MapRef<>(scope, map);
  }

  /** {@return the ring buffer} */
  public final RingRef ring(MapDef<Nothing, Nothing> map) {
    return new RingRef(scope, map);
  }

  /**
   * {@return the only value of an array of one, which is always there: variables that Java reads
   * and writes} Since Linux 5.2.
   */
  public final <V> Cell<V> global(MapDef<Integer, V> map) {
    scope.unit().define(map);
    return Cell.at(
        scope, scope.at().mapValue(map.name(), 0), map.value().layout(), map.name());
  }

  /** Does {@code body} while the lock is held: calls nothing, and releases it on every way out. */
  public final void locked(Cell<SpinLock> lock, Runnable body) {
    Locks.locked(scope, lock, body);
  }

  /** {@return a new record on the stack, all zero} */
  public final <R extends Record> Cell<R> record(Class<R> type) {
    return Stack.zero(scope, Codec.record(type), type.getSimpleName());
  }

  /**
   * {@return a new record on the stack, whose components have these values, in their order}
   *
   * @param values for each component a number of the value tier, or of Java
   * @throws dev.jbpf.ir.IrException if there are more or fewer, or one does not fit
   */
  public final <R extends Record> Cell<R> record(Class<R> type, Object... values) {
    return Stack.record(scope, type, values);
  }

  /** {@return a new place on the stack, all zero: {@code p.local(Codec.text(16))}} */
  public final <V> Cell<V> local(Codec<V> codec) {
    return Stack.zero(scope, codec, "local");
  }

  /** Leaves the function with that number; nothing may follow. */
  public final void ret(long number) {
    scope.leave(number);
  }

  /** Leaves the function with {@code value}; nothing may follow. */
  public final void ret(Int<?, ?> value) {
    scope.leave(value.ir());
  }
}
