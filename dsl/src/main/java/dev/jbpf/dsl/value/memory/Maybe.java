package dev.jbpf.dsl.value.memory;

import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.number.Bool;
import dev.jbpf.dsl.value.number.Int;
import dev.jbpf.ir.Block;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.kernel.KernelConstant;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What may not be there: the value of a key, a header of a packet. It has no content until its
 * absence is handled.
 *
 * <pre>{@code
 * MapDef<Integer, Long> hits = MapDef.array("hits", Codec.U64, 2);
 * Probe.xdp(
 *     "hits",
 *     p -> {
 *       p.map(hits).find(p.cpu()).ifPresent(count -> count.addAtomic(1));
 *       Cell<Long> first = p.map(hits).find(0).orReturn(XdpAction.PASS);
 *       p.exit(first.u64());
 *     });
 * }</pre>
 */
public final class Maybe<T> {
  private final Scope scope;
  private final Test<T> test;

  /** Finds out whether it is there. */
  @SuppressWarnings("exports")
  @FunctionalInterface
  public interface Test<T> {
    /** {@return the content, where control goes on: it goes to {@code absent} where it is not} */
    T content(Block absent);
  }

  /** What {@code test} finds. */
  @SuppressWarnings("exports")
  public Maybe(Scope scope, Test<T> test) {
    this.scope = scope;
    this.test = test;
  }

  /** {@return what is at {@code address}, which may be null} */
  @SuppressWarnings("exports")
  public static <T> Maybe<T> atAddress(
      Scope scope, Value address, Function<Value, ? extends T> content) {
    return new Maybe<>(
        scope,
        absent -> {
          scope.require(scope.isPresent(address), absent);
          Type.Pointer type = (Type.Pointer) address.type();
          return content.apply(scope.at().retype(address, type.notNull()));
        });
  }

  /** {@return the content; where it is not there, the function is left with that number} */
  public T orReturn(long number) {
    return otherwise(() -> scope.leave(number));
  }

  /** {@return the content; where it is not there, the program is left with that verdict} */
  public T orReturn(KernelConstant verdict) {
    return otherwise(() -> scope.leave(verdict));
  }

  /** {@return the content; where it is not there, the function is left with {@code result}} */
  public T orReturn(Int<?, ?> result) {
    return otherwise(() -> scope.leave(result.ir()));
  }

  /**
   * {@return the content; where it is not there, {@code leaving} is done, which leaves the function
   * or the loop}
   *
   * @throws dev.jbpf.ir.IrException if control goes on behind {@code leaving}
   */
  public T otherwise(Runnable leaving) {
    Block absent = scope.at().newBlock("absent");
    T content = test.content(absent);
    Block present = scope.at().block();
    scope.at().enter(absent);
    leaving.run();
    if (scope.isOpen()) {
      throw scope.error(
          "absent-goes-on",
          "control goes on where the content is not there",
          "leave with exit(…), leave() or next(), or use ifPresent(…)");
    }
    scope.reenter(present);
    return content;
  }

  /** Does {@code body} with the content if it is there. */
  public Otherwise ifPresent(Consumer<? super T> body) {
    Block absent = scope.at().newBlock("absent");
    Block after = scope.at().newBlock("after");
    T content = test.content(absent);
    scope.inside(scope.at().block(), () -> body.accept(content), after);
    scope.reenter(absent);
    scope.at().jump(after);
    scope.reenter(after);
    return new Otherwise(scope.alternative(absent, after));
  }

  /** {@return what {@code change} makes of the content, if it is there} */
  public <R> Maybe<R> map(Function<? super T, ? extends R> change) {
    return new Maybe<>(scope, absent -> change.apply(test.content(absent)));
  }

  /** {@return what {@code change} makes of the content, if both are there} */
  public <R> Maybe<R> flatMap(Function<? super T, Maybe<R>> change) {
    return new Maybe<>(scope, absent -> change.apply(test.content(absent)).test.content(absent));
  }

  /** {@return the same, if {@code condition} holds of it} */
  public Maybe<T> filter(Function<? super T, Bool> condition) {
    return new Maybe<>(
        scope,
        absent -> {
          T content = test.content(absent);
          scope.require(condition.apply(content).condition(), absent);
          return content;
        });
  }
}
