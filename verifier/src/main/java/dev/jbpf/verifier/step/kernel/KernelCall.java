package dev.jbpf.verifier.step.kernel;

import dev.jbpf.verifier.kfunc.KernelFunction;
import dev.jbpf.verifier.state.Kept;
import dev.jbpf.verifier.state.State;
import dev.jbpf.verifier.step.machine.AskedCall;
import dev.jbpf.verifier.subject.MapShape;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call of a function of the kernel, and what its arguments told so far. */
final class KernelCall extends AskedCall {
  private final KernelFunction function;
  private long constant;
  private @Nullable Kept kept;
  private @Nullable MapShape keeper;
  private @Nullable State later;

  KernelCall(KernelFunction function) {
    this.function = function;
  }

  KernelFunction function() {
    return function;
  }

  String name() {
    return function.kfunc().name();
  }

  /** Notes the constant that was given. */
  void constant(long value) {
    constant = value;
  }

  long constant() {
    return constant;
  }

  /** Notes the map in whose value the call keeps what it is about. */
  void keeper(MapShape map) {
    keeper = map;
  }

  Optional<MapShape> keeper() {
    return Optional.ofNullable(keeper);
  }

  /** Notes what is known where a function starts that the kernel will call. */
  void later(State start) {
    later = start;
  }

  Optional<State> later() {
    return Optional.ofNullable(later);
  }

  /** Notes the iterator or dynptr on the stack that it is about. */
  void kept(Kept what) {
    kept = what;
  }

  Optional<Kept> kept() {
    return Optional.ofNullable(kept);
  }
}
