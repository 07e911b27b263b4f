package dev.jbpf.vm.helper.family;

import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.memory.ObjectTable;
import dev.jbpf.vm.memory.RunMemory;
import dev.jbpf.vm.world.KernelObject;

/** The objects of the kernel's that arguments point to. */
public final class Objects {
  private Objects() {}

  private static ObjectTable table(HelperCall call) {
    return RunMemory.of(call.memory()).objects();
  }

  /** {@return a pointer to {@code object}} */
  public static long pointer(HelperCall call, KernelObject object) {
    return table(call).address(object);
  }

  /** {@return a pointer to {@code object}, which the run has to give back} */
  public static long reference(HelperCall call, KernelObject object) {
    long address = pointer(call, object);
    call.hold(
        address, new Reference("the reference to a " + object.name() + " at 0x" + hex(address)));
    return address;
  }

  /** {@return the object of that kind at {@code address}; faults if there is none} */
  public static <T extends KernelObject> T at(HelperCall call, long address, Class<T> kind) {
    return table(call)
        .at(address, kind)
        .orElseThrow(
            () ->
                call.badArgument(
                    "0x"
                        + hex(address)
                        + " points to no "
                        + kind.getSimpleName().toLowerCase(java.util.Locale.ROOT)));
  }

  /** The run gives a reference back; faults if it has none. */
  public static void release(HelperCall call, long address) {
    if (call.giveBack(address).filter(Reference.class::isInstance).isEmpty()) {
      throw call.badArgument("0x" + hex(address) + " is no reference that this run holds");
    }
  }

  private static String hex(long address) {
    return Long.toHexString(address);
  }
}
