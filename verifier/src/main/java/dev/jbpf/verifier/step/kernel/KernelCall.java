package dev.jbpf.verifier.step.kernel;

import dev.jbpf.verifier.kfunc.KernelFunction;
import dev.jbpf.verifier.state.Kept;
import dev.jbpf.verifier.state.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call of a function of the kernel, and what its arguments told so far. */
final class KernelCall {
  private final KernelFunction function;
  private final List<Runnable> changes = new ArrayList<>();
  private int reference;
  private long constant;
  private long bytes;
  private @Nullable Kept kept;
  private @Nullable Pointer subject;

  KernelCall(KernelFunction function) {
    this.function = function;
  }

  KernelFunction function() {
    return function;
  }

  String name() {
    return function.kfunc().name();
  }

  /** Notes what is to be done once all arguments are checked. */
  void then(Runnable change) {
    changes.add(change);
  }

  void settle() {
    changes.forEach(Runnable::run);
  }

  /** Notes the reference of an argument; 0 if it has none. */
  void reference(int held) {
    reference = held != 0 ? held : reference;
  }

  int reference() {
    return reference;
  }

  /** Notes the constant that was given. */
  void constant(long value) {
    constant = value;
  }

  long constant() {
    return constant;
  }

  /** Notes of how many bytes memory is, at most. */
  void bytes(long count) {
    bytes = count;
  }

  long bytes() {
    return bytes;
  }

  /** Notes the iterator or dynptr on the stack that it is about. */
  void kept(Kept what) {
    kept = what;
  }

  Optional<Kept> kept() {
    return Optional.ofNullable(kept);
  }

  /** Notes the object that it is about. */
  void about(Pointer pointer) {
    subject = pointer;
  }

  Optional<Pointer> about() {
    return Optional.ofNullable(subject);
  }
}
