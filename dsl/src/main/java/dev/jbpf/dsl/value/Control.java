package dev.jbpf.dsl.value;

import dev.jbpf.dsl.ProgramBuilder;
import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.memory.Otherwise;
import dev.jbpf.dsl.value.number.Be16;
import dev.jbpf.dsl.value.number.Be32;
import dev.jbpf.dsl.value.number.Be64;
import dev.jbpf.dsl.value.number.Bool;
import dev.jbpf.dsl.value.number.Data;
import dev.jbpf.dsl.value.number.Int;
import dev.jbpf.dsl.value.number.Kind;
import dev.jbpf.dsl.value.number.Param;
import dev.jbpf.dsl.value.number.S16;
import dev.jbpf.dsl.value.number.S32;
import dev.jbpf.dsl.value.number.S64;
import dev.jbpf.dsl.value.number.S8;
import dev.jbpf.dsl.value.number.U16;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.dsl.value.number.U8;
import dev.jbpf.dsl.value.number.Var;
import dev.jbpf.ir.Block;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.isa.KernelVersion;
import java.net.Inet4Address;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Numbers, variables, branches, loops, functions. */
abstract class Control {
  /** Jumps back, as far as the verifier can tell that they end. */
  private static final KernelVersion LOOPS = new KernelVersion(5, 3);

  private static final String VARIABLE = "variable";

  private final Scope scope;

  Control(Scope scope) {
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

  /** {@return the number, as people write it, of 16 bits in network order: a port} */
  public final Be16 be16(long number) {
    return Be16.of(scope, number);
  }

  /** {@return the number, as people write it, of 32 bits in network order} */
  public final Be32 be32(long number) {
    return Be32.of(scope, number);
  }

  /** {@return the address, in network order} */
  public final Be32 be32(Inet4Address address) {
    return Be32.of(scope, address);
  }

  /** {@return the number, as people write it, of 64 bits in network order} */
  public final Be64 be64(long number) {
    return Be64.of(scope, number);
  }

  /** {@return the number, of 8 bits with a sign} */
  public final S8 s8(long number) {
    return S8.KIND.of(scope, number);
  }

  /** {@return the number, of 16 bits with a sign} */
  public final S16 s16(long number) {
    return S16.KIND.of(scope, number);
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
    return var(VARIABLE, value);
  }

  /** {@return a local variable of that name, which holds {@code value}} */
  public final <T extends Int<T, ?>> Var<T> var(String name, T value) {
    return new Var<>(scope, value.kind(), name, value);
  }

  /** {@return a local variable of that type, which holds {@code value}} */
  public final <T extends Data> Var<T> var(Kind<T> kind, T value) {
    return new Var<>(scope, kind, VARIABLE, value);
  }

  /** {@return a local variable of that type, which holds the number} */
  public final <T extends Data> Var<T> var(Kind<T> kind, long number) {
    return new Var<>(scope, kind, VARIABLE, kind.of(scope, number));
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
   * Does {@code body} {@code rounds} times, with the numbers from 0 on, and the ways out. Kernels
   * end long loops: after 8,388,608 rounds where the program is for kernels before 6.9, and after
   * more, which the kernel decides, where it is for newer ones only.
   *
   * @param most how many rounds at most: the verifier wants to know
   */
  public final void times(U32 rounds, int most, BiConsumer<U32, Loop> body) {
    if (most < 0) {
      throw scope.error("loop-rounds", most + " rounds: must be 0 or more");
    }
    if (scope.unit().target().lacks(LOOPS)) {
      repeat(rounds, most, body);
      return;
    }
    scope
        .at()
        .times(
            rounds.ir(),
            most,
            (number, control) -> body.accept(U32.KIND.of(scope, number), new Loop(scope, control)));
  }

  /** Writes {@code body} as often as there may be rounds. */
  private void repeat(U32 rounds, int most, BiConsumer<U32, Loop> body) {
    Block after = scope.at().newBlock("after");
    for (int i = 0; i < most; i++) {
      int number = i;
      scope.unit().repeat(scope);
      Block next = scope.at().newBlock("round");
      Loop loop = new Loop(scope, Repeated.between(scope.at(), next, after));
      scope.inside(
          scope.at().block(),
          () -> {
            loop.leaveIf(rounds.le(number));
            body.accept(u32(number), loop);
          },
          next);
      scope.reenter(next);
    }
    scope.at().jump(after);
    scope.reenter(after);
  }

  /** The ways out of one of several rounds that are written one behind the other. */
  private record Repeated(Runnable toEnd, Runnable toNext) implements FunctionBuilder.LoopControl {
    static Repeated between(FunctionBuilder f, Block next, Block after) {
      return new Repeated(() -> f.jump(after), () -> f.jump(next));
    }

    @Override
    public void leave() {
      toEnd.run();
    }

    @Override
    public void next() {
      toNext.run();
    }
  }

  /**
   * Does {@code body} again and again, until it leaves. The verifier, since Linux 5.3, must be able
   * to tell that it ends.
   */
  public final void loop(Consumer<Loop> body) {
    scope.at().loop(control -> body.accept(new Loop(scope, control)));
  }

  /** {@return a function of one argument, to be called} */
  public final <R extends Data, A> Functions.Of1<R, A> function(
      String name, Kind<R> result, Param<A> first, Functions.Body1<R, A> body) {
    return new Functions.Of1<>(
        Functions.write(
            scope,
            name,
            result,
            List.of(first),
            (in, all) -> body.of(new Body(in), first.of(in, all.get(0)))),
        first);
  }

  /** {@return a function of two arguments, to be called} */
  public final <R extends Data, A, B> Functions.Of2<R, A, B> function(
      String name, Kind<R> result, Param<A> first, Param<B> second, Functions.Body2<R, A, B> body) {
    return new Functions.Of2<>(
        Functions.write(
            scope,
            name,
            result,
            List.of(first, second),
            (in, all) ->
                body.of(new Body(in), first.of(in, all.get(0)), second.of(in, all.get(1)))),
        first,
        second);
  }

  /** {@return a function of three arguments, to be called} */
  public final <R extends Data, A, B, C> Functions.Of3<R, A, B, C> function(
      String name,
      Kind<R> result,
      Param<A> first,
      Param<B> second,
      Param<C> third,
      Functions.Body3<R, A, B, C> body) {
    return new Functions.Of3<>(
        Functions.write(
            scope,
            name,
            result,
            List.of(first, second, third),
            (in, all) ->
                body.of(
                    new Body(in),
                    first.of(in, all.get(0)),
                    second.of(in, all.get(1)),
                    third.of(in, all.get(2)))),
        first,
        second,
        third);
  }

  /**
   * {@return a function that is written in registers, to be called: its argument is in R1, its
   * result in R0, and R6 to R9 are its caller's} It returns at its end if it does not before.
   */
  public final <R extends Data, A> Functions.Of1<R, A> inRegisters(
      String name, Kind<R> result, Param<A> first, Consumer<ProgramBuilder> body) {
    return new Functions.Of1<>(Functions.inRegisters(scope, name, result, body), first);
  }

  /** {@return the same of two arguments, in R1 and R2} */
  public final <R extends Data, A, B> Functions.Of2<R, A, B> inRegisters(
      String name, Kind<R> result, Param<A> first, Param<B> second, Consumer<ProgramBuilder> body) {
    return new Functions.Of2<>(Functions.inRegisters(scope, name, result, body), first, second);
  }

  /** Leaves the function with that number; nothing may follow. */
  public final void ret(long number) {
    scope.leave(number);
  }

  /** Leaves the function with {@code value}; nothing may follow. */
  public final void ret(Data value) {
    scope.leave(value.ir());
  }
}
