package dev.jbpf.vm.helper;

import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.fault.VmFault;
import java.util.Optional;
import java.util.function.Supplier;

/** What a helper sees of the run that calls it. */
public interface HelperCall {
  /** {@return the memory as the program sees it; what is not there faults} */
  ProgramMemory memory();

  /** {@return the packet of the run, empty memory if there is none} */
  ProgramPacket packet();

  /** {@return the CPU that the run is on, counted from 0} */
  int cpu();

  /**
   * {@return r0 of a subprogram of the program, called with these arguments}
   *
   * @param function a subprogram's address, as {@code lddw} of a function gives it
   */
  long callBack(long function, long r1, long r2, long r3, long r4);

  /**
   * {@return a subprogram of the program, to be called when the run is over}
   *
   * @param function its address, as for {@link #callBack}
   */
  Callback later(long function);

  /** {@return what the run was given} */
  Context given();

  /**
   * {@return what helpers know beside the program's memory, from when its context is placed on: one
   * of each kind, {@code first} at first}
   */
  <T> T state(Class<T> kind, Supplier<T> first);

  /** The run has {@code what} from now on, and faults at its end unless it gives it back. */
  void hold(long address, Borrowed what);

  /** {@return what the run had there, which it has given back now; empty if it had nothing} */
  Optional<Borrowed> giveBack(long address);

  /**
   * {@return what ends the program from here, whatever functions wait: its result is what its
   * exception callback makes of {@code cookie}, or that itself}
   */
  default RuntimeException thrown(long cookie) {
    return badArgument("the program throws " + cookie + ", which nobody catches here");
  }

  /** {@return a fault of the calling instruction: an argument is not what it has to be} */
  VmFault badArgument(String reason);
}
