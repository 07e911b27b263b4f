package dev.jbpf.vm.helper.kfunc;

import dev.jbpf.kernel.Errno;
import dev.jbpf.vm.context.SocketBuffer;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.helper.pointer.Dynptr;
import java.util.Arrays;

/** Dynptrs of packets, and parts of dynptrs. */
record DynptrKfuncs() implements KfuncFamily {
  private static final long LOW = 0xffff_ffffL;

  @Override
  public void register(Registry registry) {
    registry.put(
        "bpf_dynptr_from_skb",
        (call, skb, flags, to, r4, r5) -> ofPacket(call, Dynptr.Kind.SKB, skb, flags, to));
    registry.put(
        "bpf_dynptr_from_xdp",
        (call, xdp, flags, to, r4, r5) -> ofPacket(call, Dynptr.Kind.XDP, xdp, flags, to));
    HelperFunction slice =
        (call, at, start, buffer, size, r5) ->
            slice(call, at, start & LOW, buffer, size & LOW, false);
    registry.put("bpf_dynptr_slice", slice);
    registry.put(
        "bpf_dynptr_slice_rdwr",
        (call, at, start, buffer, size, r5) ->
            slice(call, at, start & LOW, buffer, size & LOW, true));
    registry.put(
        "bpf_dynptr_adjust",
        (call, at, start, end, r4, r5) -> adjust(call, at, start & LOW, end & LOW));
    registry.put(
        "bpf_dynptr_is_null", (call, at, r2, r3, r4, r5) -> load(call, at).isNull() ? 1 : 0);
    registry.put(
        "bpf_dynptr_is_rdonly",
        (call, at, r2, r3, r4, r5) ->
            load(call, at).isReadOnly() && !load(call, at).isNull() ? 1 : 0);
    registry.put(
        "bpf_dynptr_size",
        (call, at, r2, r3, r4, r5) ->
            load(call, at).isNull() ? Errno.EINVAL.result() & LOW : load(call, at).length());
    registry.put("bpf_dynptr_clone", (call, at, to, r3, r4, r5) -> copy(call, at, to));
    registry.put(
        "bpf_dynptr_copy",
        (call, to, start, from, fromStart, size) ->
            copy(call, to, start & LOW, from, fromStart & LOW, size & LOW));
    registry.put(
        "bpf_dynptr_memset",
        (call, to, start, size, value, r5) -> fill(call, to, start & LOW, size & LOW, value));
  }

  private static Dynptr load(HelperCall call, long at) {
    return Dynptr.load(call.memory(), at);
  }

  private static long ofPacket(
      HelperCall call, Dynptr.Kind kind, long context, long flags, long to) {
    if (flags != 0) {
      Dynptr.NULL.store(call.memory(), to);
      return Errno.EINVAL.result();
    }
    boolean isReadOnly = call.given() instanceof SocketBuffer buffer && buffer.isReadOnly();
    new Dynptr(kind, isReadOnly, context, 0, call.packet().length()).store(call.memory(), to);
    return 0;
  }

  /** All memory is in one piece here: nothing is copied into the buffer. */
  private static long slice(
      HelperCall call, long at, long start, long buffer, long size, boolean isForWriting) {
    Dynptr pointer = load(call, at);
    boolean isThere = pointer.check(start, size) == 0 && !(isForWriting && pointer.isReadOnly());
    return isThere ? pointer.address(call, start) : 0;
  }

  private static long adjust(HelperCall call, long at, long start, long end) {
    Dynptr pointer = load(call, at);
    if (pointer.isNull() || start > end) {
      return Errno.EINVAL.result();
    }
    if (start > pointer.length() || end > pointer.length()) {
      return Errno.ERANGE.result();
    }
    pointer.part(start, end).store(call.memory(), at);
    return 0;
  }

  private static long copy(HelperCall call, long at, long to) {
    Dynptr pointer = load(call, at);
    pointer.store(call.memory(), to);
    return pointer.isNull() ? Errno.EINVAL.result() : 0;
  }

  private static long copy(
      HelperCall call, long to, long start, long from, long fromStart, long size) {
    Dynptr target = load(call, to);
    Dynptr source = load(call, from);
    long error = source.check(fromStart, size);
    if (error == 0) {
      error = target.isReadOnly() ? Errno.EINVAL.result() : target.check(start, size);
    }
    if (error == 0) {
      byte[] bytes = call.memory().read(source.address(call, fromStart), (int) size);
      call.memory().write(target.address(call, start), bytes);
    }
    return error;
  }

  private static long fill(HelperCall call, long to, long start, long size, long value) {
    Dynptr target = load(call, to);
    if (target.isNull()) { // As the kernel has it: one of no bytes.
      return start + size == 0 ? 0 : Errno.E2BIG.result();
    }
    long error = target.isReadOnly() ? Errno.EINVAL.result() : target.check(start, size);
    if (error == 0) {
      byte[] bytes = new byte[(int) size];
      Arrays.fill(bytes, (byte) value);
      call.memory().write(target.address(call, start), bytes);
    }
    return error;
  }
}
