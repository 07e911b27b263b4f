package dev.jbpf.vm.helper.pointer;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperFlags;
import dev.jbpf.vm.helper.Environment;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.Timers;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.helper.family.MapArgument;
import java.util.Set;

/** Timers in values of maps, which run by the clock of the environment. */
public record TimerHelpers(MapArgument maps, Environment environment) implements HelperFamily {
  /** {@code CLOCK_REALTIME}, {@code _MONOTONIC}, {@code _BOOTTIME}: the same clock here. */
  private static final Set<Long> CLOCKS = Set.of(0L, 1L, 7L);

  private static final long START_FLAGS =
      HelperFlags.BPF_F_TIMER_ABS | HelperFlags.BPF_F_TIMER_CPU_PIN;

  private Timers timers() {
    return environment.timers();
  }

  @Override
  public void register(Registry registry) {
    registry.put(
        Helper.TIMER_INIT, (call, timer, map, flags, r4, r5) -> init(call, timer, map, flags));
    registry.put(
        Helper.TIMER_SET_CALLBACK,
        (call, timer, function, r3, r4, r5) -> timers().setCallback(timer, call.later(function)));
    registry.put(
        Helper.TIMER_START, (call, timer, time, flags, r4, r5) -> start(timer, time, flags));
    registry.put(Helper.TIMER_CANCEL, (call, timer, r2, r3, r4, r5) -> timers().cancel(timer));
  }

  private long init(HelperCall call, long timer, long handle, long flags) {
    if (!CLOCKS.contains(flags)) {
      return Errno.EINVAL.result();
    }
    ValuePlace place =
        ValuePlace.of(maps.get(call, handle), handle, timer)
            .orElseThrow(
                () ->
                    call.badArgument(
                        "0x" + Long.toHexString(timer) + " is in no value of the map in r2"));
    return timers().init(timer, place);
  }

  private long start(long timer, long time, long flags) {
    if ((flags & ~START_FLAGS) != 0) {
      return Errno.EINVAL.result();
    }
    boolean isAbsolute = (flags & HelperFlags.BPF_F_TIMER_ABS) != 0;
    return timers().start(timer, isAbsolute ? time : environment.now() + time);
  }
}
