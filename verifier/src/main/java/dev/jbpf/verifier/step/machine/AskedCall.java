package dev.jbpf.verifier.step.machine;

import dev.jbpf.verifier.state.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call whose arguments are checked, one after another, and what they told so far. */
public abstract class AskedCall {
  private final List<Runnable> changes = new ArrayList<>();
  private int released;
  private long bytes;
  private @Nullable Pointer subject;

  /** Notes what is to be done once all arguments are checked. */
  public final void then(Runnable change) {
    changes.add(change);
  }

  /** Does what was noted. */
  public final void settle() {
    changes.forEach(Runnable::run);
  }

  /** Notes the reference of an argument, which the call takes; 0 if it has none. */
  public final void release(int reference) {
    released = reference != 0 ? reference : released;
  }

  /** {@return the reference that the call takes; 0 if none} */
  public final int released() {
    return released;
  }

  /** Notes of how many bytes memory is, at most. */
  public final void bytes(long count) {
    bytes = count;
  }

  /** {@return of how many bytes memory is, at most; 0 if there is none} */
  public final long bytes() {
    return bytes;
  }

  /** Notes the object that the call is about. */
  public final void about(Pointer pointer) {
    subject = pointer;
  }

  /** {@return the object that the call is about} */
  public final Optional<Pointer> about() {
    return Optional.ofNullable(subject);
  }
}
