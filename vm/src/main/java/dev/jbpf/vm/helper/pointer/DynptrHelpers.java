package dev.jbpf.vm.helper.pointer;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.vm.helper.Borrowed;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.helper.family.MapArgument;
import dev.jbpf.vm.map.RingBuffer;
import java.util.Optional;

/** Pointers that know how much is behind them, and read and write only that. */
public record DynptrHelpers(MapArgument maps) implements HelperFamily {
  private static final long LOW = 0xffff_ffffL;

  /** {@code BPF_F_RECOMPUTE_CSUM} and {@code BPF_F_INVALIDATE_HASH}. */
  private static final long STORE_FLAGS = 3;

  @Override
  public void register(Registry registry) {
    registry.put(
        Helper.DYNPTR_FROM_MEM,
        (call, data, size, flags, to, r5) -> ofMemory(call, data, size & LOW, flags, to));
    registry.put(
        Helper.RINGBUF_RESERVE_DYNPTR,
        (call, map, size, flags, to, r5) -> reserve(call, map, size & LOW, flags, to));
    registry.put(
        Helper.RINGBUF_SUBMIT_DYNPTR, (call, at, flags, r3, r4, r5) -> end(call, at, true));
    registry.put(
        Helper.RINGBUF_DISCARD_DYNPTR, (call, at, flags, r3, r4, r5) -> end(call, at, false));
    registry.put(Helper.DYNPTR_READ, DynptrHelpers::read);
    registry.put(Helper.DYNPTR_WRITE, HelperFunction.moving(DynptrHelpers::write));
    registry.put(
        Helper.DYNPTR_DATA,
        (call, at, start, count, r4, r5) -> data(call, at, start & LOW, count & LOW));
  }

  private static long none(HelperCall call, long to, Errno error) {
    Dynptr.NULL.store(call.memory(), to);
    return error.result();
  }

  private static long ofMemory(HelperCall call, long data, long size, long flags, long to) {
    if (size > Dynptr.MAX) {
      return none(call, to, Errno.E2BIG);
    }
    if (flags != 0) {
      return none(call, to, Errno.EINVAL);
    }
    new Dynptr(Dynptr.Kind.LOCAL, false, data, 0, (int) size).store(call.memory(), to);
    return 0;
  }

  /** A record that a run has to submit, or to discard, by its dynptr. */
  private record Reserved(Optional<RingBuffer.Record> record) implements Borrowed {
    @Override
    public String name() {
      return "the record of a ring buffer behind a dynptr";
    }

    @Override
    public boolean endsAccess() {
      return false;
    }

    @Override
    public void abandon() {
      record.ifPresent(open -> open.end(false));
    }
  }

  /** Also what could not be reserved is to be given back. */
  private long reserve(HelperCall call, long handle, long size, long flags, long to) {
    RingBuffer ring = maps.get(call, handle, RingBuffer.class);
    Optional<RingBuffer.Record> record =
        flags == 0 && size <= Dynptr.MAX ? ring.reserve(size, 0) : Optional.empty();
    call.hold(to, new Reserved(record));
    if (record.isEmpty()) {
      return none(call, to, flags == 0 && size > Dynptr.MAX ? Errno.E2BIG : Errno.EINVAL);
    }
    new Dynptr(Dynptr.Kind.RINGBUF, false, record.get().address(), 0, (int) size)
        .store(call.memory(), to);
    return 0;
  }

  private static long end(HelperCall call, long at, boolean isKept) {
    if (call.giveBack(at).orElse(null) instanceof Reserved reserved) {
      reserved.record().ifPresent(record -> record.end(isKept));
      Dynptr.NULL.store(call.memory(), at);
      return 0;
    }
    throw call.badArgument("0x" + Long.toHexString(at) + " is no dynptr of a record");
  }

  private static long read(HelperCall call, long to, long size, long at, long start, long flags) {
    Dynptr from = Dynptr.load(call.memory(), at);
    long count = size & LOW;
    long error = flags != 0 ? Errno.EINVAL.result() : from.check(start & LOW, count);
    if (error == 0) {
      byte[] bytes = call.memory().read(from.address(call, start & LOW), (int) count);
      call.memory().write(to, bytes);
    }
    return error;
  }

  private static long write(
      HelperCall call, long at, long start, long from, long size, long flags) {
    Dynptr to = Dynptr.load(call.memory(), at);
    long count = size & LOW;
    long known = to.kind() == Dynptr.Kind.SKB ? STORE_FLAGS : 0;
    boolean isWrong = to.isReadOnly() || (flags & ~known) != 0 && !to.isNull();
    long error = to.check(start & LOW, count);
    if (to.isReadOnly() || error != 0) {
      return to.isReadOnly() ? Errno.EINVAL.result() : error;
    }
    if (isWrong) {
      return Errno.EINVAL.result();
    }
    call.memory().write(to.address(call, start & LOW), call.memory().read(from, (int) count));
    return 0;
  }

  private static long data(HelperCall call, long at, long start, long count) {
    Dynptr pointer = Dynptr.load(call.memory(), at);
    boolean isThere =
        pointer.check(start, count) == 0 && !pointer.isReadOnly() && !pointer.isPacket();
    return isThere ? pointer.address(call, start) : 0;
  }
}
