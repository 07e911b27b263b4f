package dev.jbpf.vm.helper.kfunc;

import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.HelperFunction;
import java.util.function.IntUnaryOperator;

/** Makes objects of the program's types, shares them, and drops them. */
record ObjectKfuncs(Allocations allocations, IntUnaryOperator sizes) implements KfuncFamily {
  @Override
  public void register(Registry registry) {
    HelperFunction make = (call, type, r2, r3, r4, r5) -> make(call, (int) type);
    HelperFunction drop =
        (call, object, r2, r3, r4, r5) -> {
          allocations.give(call, object).abandon();
          return 0;
        };
    registry.put("bpf_obj_new_impl", make);
    registry.put("bpf_percpu_obj_new_impl", make);
    registry.put("bpf_obj_drop_impl", HelperFunction.moving(drop));
    registry.put("bpf_percpu_obj_drop_impl", HelperFunction.moving(drop));
    registry.put(
        "bpf_refcount_acquire_impl",
        (call, object, r2, r3, r4, r5) -> {
          allocations.share(call, object);
          return object;
        });
    HelperFunction same = (call, pointer, type, r3, r4, r5) -> pointer;
    registry.put("bpf_rdonly_cast", same);
    registry.put("bpf_cast_to_kern_ctx", same);
  }

  private long make(HelperCall call, int type) {
    int size = sizes.applyAsInt(type);
    if (size < 0) {
      throw call.badArgument(
          "type " + type + " is not known: a program that makes objects is loaded by VmObject");
    }
    return allocations.make(call, size);
  }
}
