package dev.jbpf.vm.helper;

import dev.jbpf.vm.fault.VmFault;
import java.util.Optional;

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

  /** The run has {@code what} from now on, and faults at its end unless it gives it back. */
  void hold(long address, Borrowed what);

  /** {@return what the run had there, which it has given back now; empty if it had nothing} */
  Optional<Borrowed> giveBack(long address);

  /** {@return a fault of the calling instruction: an argument is not what it has to be} */
  VmFault badArgument(String reason);
}
