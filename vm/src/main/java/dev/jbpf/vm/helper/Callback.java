package dev.jbpf.vm.helper;

/** A subprogram that is called after the run that named it: that of a timer. */
@FunctionalInterface
public interface Callback {
  /**
   * {@return r0 of the subprogram, run on its own}
   *
   * @param r2 what r2 points to, for it to read
   * @throws dev.jbpf.vm.fault.VmFault if it does what no program may
   */
  long call(long r1, byte[] r2, long r3);
}
