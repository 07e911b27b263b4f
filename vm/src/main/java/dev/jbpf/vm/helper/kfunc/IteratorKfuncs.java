package dev.jbpf.vm.helper.kfunc;

import dev.jbpf.kernel.Errno;
import dev.jbpf.vm.helper.Borrowed;
import dev.jbpf.vm.helper.HelperCall;

/** Counts, and goes through the bits of numbers. */
record IteratorKfuncs() implements KfuncFamily {
  private static final long MOST = 8 * 1024 * 1024;
  private static final int WORDS = 511;

  /** An iterator that a run has to end. */
  private record Started(long at) implements Borrowed {
    @Override
    public String name() {
      return "the iterator at 0x" + Long.toHexString(at);
    }

    @Override
    public boolean endsAccess() {
      return false;
    }

    @Override
    public void abandon() {
      // There is nothing behind it.
    }
  }

  @Override
  public void register(Registry registry) {
    registry.put(
        "bpf_iter_num_new",
        (call, at, start, end, r4, r5) -> count(call, at, (int) start, (int) end));
    registry.put("bpf_iter_num_next", (call, at, r2, r3, r4, r5) -> next(call, at));
    registry.put("bpf_iter_num_destroy", (call, at, r2, r3, r4, r5) -> end(call, at));
    registry.put(
        "bpf_iter_bits_new",
        (call, at, from, words, r4, r5) -> bits(call, at, from, words & 0xffff_ffffL));
    registry.put("bpf_iter_bits_next", (call, at, r2, r3, r4, r5) -> nextBit(call, at));
    registry.put("bpf_iter_bits_destroy", (call, at, r2, r3, r4, r5) -> end(call, at));
  }

  /** The number before the next one, and the end, 4 bytes each. */
  private static long count(HelperCall call, long at, int start, int end) {
    call.hold(at, new Started(at));
    boolean isTooLong = (long) end - start > MOST;
    boolean isWrong = start > end || isTooLong;
    call.memory().store(at, 4, isWrong ? 0 : start - 1);
    call.memory().store(at + 4, 4, isWrong ? 0 : end);
    return start > end ? Errno.EINVAL.result() : isTooLong ? Errno.E2BIG.result() : 0;
  }

  private static long next(HelperCall call, long at) {
    int number = (int) call.memory().load(at, 4) + 1; // From the least number on it comes round.
    if (number >= (int) call.memory().load(at + 4, 4)) {
      call.memory().store(at, 8, 0);
      return 0;
    }
    call.memory().store(at, 4, number);
    return at;
  }

  private static long end(HelperCall call, long at) {
    if (!(call.giveBack(at).orElse(null) instanceof Started)) {
      throw call.badArgument("0x" + Long.toHexString(at) + " is no iterator");
    }
    return 0;
  }

  /**
   * Where the words are, and how many bits were looked at: 8 and 4 bytes; then how many there are.
   */
  private static long bits(HelperCall call, long at, long from, long words) {
    call.hold(at, new Started(at));
    boolean isRight =
        words > 0 && words <= WORDS && call.memory().isReadable(from, (int) words * 8);
    call.memory().store(at, 8, from);
    call.memory().store(at + 8, 4, -1);
    call.memory().store(at + 12, 4, isRight ? words * Long.SIZE : 0);
    if (words > WORDS) {
      return Errno.E2BIG.result();
    }
    return isRight ? 0 : words == 0 ? Errno.EINVAL.result() : Errno.EFAULT.result();
  }

  private static long nextBit(HelperCall call, long at) {
    long from = call.memory().load(at, 8);
    long end = call.memory().load(at + 12, 4);
    for (long bit = (int) call.memory().load(at + 8, 4) + 1L; bit < end; bit++) {
      long word = call.memory().load(from + bit / Long.SIZE * 8, 8);
      if ((word >>> bit % Long.SIZE & 1) != 0) {
        call.memory().store(at + 8, 4, bit);
        return at + 8;
      }
    }
    call.memory().store(at + 8, 4, end);
    return 0;
  }
}
