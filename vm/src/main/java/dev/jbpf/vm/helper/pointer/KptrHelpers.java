package dev.jbpf.vm.helper.pointer;

import dev.jbpf.isa.Operation;
import dev.jbpf.kernel.Helper;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.helper.family.Reference;

/** Pointers of the kernel's in values of maps, each of which owns what it points to. */
public record KptrHelpers(KeptObjects kept) implements HelperFamily {
  @Override
  public void register(Registry registry) {
    registry.put(
        Helper.KPTR_XCHG, (call, place, pointer, r3, r4, r5) -> exchange(call, place, pointer));
    registry.put(
        Helper.PER_CPU_PTR, (call, pointer, cpu, r3, r4, r5) -> (int) cpu == 0 ? pointer : 0);
    registry.put(Helper.THIS_CPU_PTR, (call, pointer, r2, r3, r4, r5) -> pointer);
  }

  private long exchange(HelperCall call, long place, long pointer) {
    if (pointer != 0) {
      kept.put(
          pointer,
          call.giveBack(pointer)
              .orElseThrow(
                  () ->
                      call.badArgument(
                          "0x" + Long.toHexString(pointer) + " is nothing that this run holds")));
    }
    long old = call.memory().atomic(Operation.EXCHANGE, place, Long.BYTES, pointer, 0);
    if (old != 0) {
      String name = "the pointer 0x" + Long.toHexString(old) + " from a map";
      call.hold(old, kept.take(old).orElse(new Reference(name)));
    }
    return old;
  }
}
