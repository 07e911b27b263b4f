package dev.jbpf.vm.debug;

import dev.jbpf.vm.fault.VmFault;
import java.util.Optional;

/**
 * Why a run stands still.
 *
 * @param reason why
 * @param number of the breakpoint or watch that it came to, 0 if to none
 * @param fault what ended it, if it was a fault
 */
public record Stop(Reason reason, int number, Optional<VmFault> fault) {
  /** Why a run stands still. */
  public enum Reason {
    /** It has done what it was to do. */
    STEP,
    /** It has come to a breakpoint. */
    BREAKPOINT,
    /** What is watched has changed. */
    WATCH,
    /** Somebody wants it to stop. */
    PAUSE,
    /** It has come back to its start. */
    START,
    /** It is at its end, with the result in r0. */
    EXIT,
    /** It did what no program may. */
    FAULT
  }

  /** {@return that a run has ended} */
  public static Stop end() {
    return of(Reason.EXIT);
  }

  static Stop of(Reason reason) {
    return new Stop(reason, 0, Optional.empty());
  }

  static Stop at(Reason reason, int number) {
    return new Stop(reason, number, Optional.empty());
  }
}
