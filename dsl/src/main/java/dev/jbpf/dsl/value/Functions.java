package dev.jbpf.dsl.value;

import dev.jbpf.dsl.ProgramBuilder;
import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.internal.Unit;
import dev.jbpf.dsl.value.number.Data;
import dev.jbpf.dsl.value.number.Kind;
import dev.jbpf.dsl.value.number.Param;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.MachineCode;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.FunctionBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Functions of a program beside its own: called as often as wanted; since Linux 4.16. */
public final class Functions {
  private Functions() {}

  /** A function of one argument. */
  public static final class Of1<R extends Data, A> {
    private final Written<R> function;
    private final Param<A> first;

    Of1(Written<R> function, Param<A> first) {
      this.function = function;
      this.first = first;
    }

    /** {@return what it returns for that argument} */
    public R call(A argument) {
      return function.call(first.ir(argument));
    }
  }

  /** A function of two arguments. */
  public static final class Of2<R extends Data, A, B> {
    private final Written<R> function;
    private final Param<A> first;
    private final Param<B> second;

    Of2(Written<R> function, Param<A> first, Param<B> second) {
      this.function = function;
      this.first = first;
      this.second = second;
    }

    /** {@return what it returns for these arguments} */
    public R call(A one, B two) {
      return function.call(first.ir(one), second.ir(two));
    }
  }

  /** A function of three arguments. */
  public static final class Of3<R extends Data, A, B, C> {
    private final Written<R> function;
    private final Param<A> first;
    private final Param<B> second;
    private final Param<C> third;

    Of3(Written<R> function, Param<A> first, Param<B> second, Param<C> third) {
      this.function = function;
      this.first = first;
      this.second = second;
      this.third = third;
    }

    /** {@return what it returns for these arguments} */
    public R call(A one, B two, C three) {
      return function.call(first.ir(one), second.ir(two), third.ir(three));
    }
  }

  /** What a function of one argument does. */
  @FunctionalInterface
  public interface Body1<R, A> {
    /** {@return the result} */
    R of(Body f, A one);
  }

  /** What a function of two arguments does. */
  @FunctionalInterface
  public interface Body2<R, A, B> {
    /** {@return the result} */
    R of(Body f, A one, B two);
  }

  /** What a function of three arguments does. */
  @FunctionalInterface
  public interface Body3<R, A, B, C> {
    /** {@return the result} */
    R of(Body f, A one, B two, C three);
  }

  /** What a function does with its parameters. */
  @FunctionalInterface
  interface Writer<R> {
    R of(Scope scope, List<Value> parameters);
  }

  static <R extends Data> Written<R> write(
      Scope outer, String name, Kind<R> result, List<Param<?>> parameters, Writer<R> body) {
    Function function =
        outer
            .unit()
            .function(
                outer,
                name,
                result.type(),
                parameters.stream().map(Param::type).toList(),
                inner -> {
                  R value = body.of(inner, inner.parameters());
                  if (value == null) {
                    throw inner.error(
                        "no-return", "the function " + name + " returns null", "return a value");
                  }
                  if (inner.isOpen()) {
                    inner.leave(value.ir());
                  }
                });
    return new Written<>(outer.unit(), name, result, (at, values) -> at.call(function, values));
  }

  static <R extends Data> Written<R> inRegisters(
      Scope scope, String name, Kind<R> result, Consumer<ProgramBuilder> body) {
    ProgramBuilder builder = ProgramBuilder.create();
    body.accept(builder);
    if (builder.isOpen()) {
      builder.exit();
    }
    builder.maps().forEach(scope.unit()::define);
    MachineCode code = new MachineCode(name, builder.build());
    return new Written<>(
        scope.unit(),
        name,
        result,
        (at, values) -> at.cast(at.call(code, wide(at, values)), result.type()));
  }

  private static Value[] wide(FunctionBuilder at, Value... values) {
    return Arrays.stream(values)
        .map(value -> value.type().isWide() ? value : at.cast(value, wide(value.type())))
        .toArray(Value[]::new);
  }

  private static Type wide(Type type) {
    return Type.Int.of(Long.SIZE, type.isSigned());
  }

  /** Calls a function. */
  @FunctionalInterface
  interface Call {
    Value of(FunctionBuilder at, Value... arguments);
  }

  /** A function that is written. */
  record Written<R extends Data>(Unit unit, String name, Kind<R> result, Call function) {
    R call(Value... arguments) {
      Scope scope = unit.current();
      scope.held().requireNoLock("the function " + name);
      return result.of(scope, function.of(scope.at(), arguments));
    }
  }
}
