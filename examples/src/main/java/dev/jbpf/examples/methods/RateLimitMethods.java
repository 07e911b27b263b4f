package dev.jbpf.examples.methods;

import dev.jbpf.examples.values.ratelimit.RateLimitPrograms;
import dev.jbpf.examples.values.ratelimit.RateLimitPrograms.Bucket;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.map.SpinLock;
import dev.jbpf.methods.BpfProgram;
import dev.jbpf.methods.context.XdpContext;
import dev.jbpf.methods.helper.Kernel;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.map.Table;
import dev.jbpf.methods.packet.Ipv4;
import java.net.Inet4Address;

/**
 * A bucket of tokens for each address: changed while a lock is held, or by compare and exchange.
 */
public final class RateLimitMethods {
  static final Table<Inet4Address, Bucket> BUCKETS = Table.of(RateLimitPrograms.BUCKETS);
  static final Table<Inet4Address, Long> TIMES = Table.of(RateLimitPrograms.TIMES);

  private static final long MOST = 100;
  private static final long PERIOD = 1_000_000;

  private RateLimitMethods() {}

  @BpfProgram(value = "xdp", name = "rate_locked", since = "5.1")
  static int locked(XdpContext context) {
    Ipv4 ip = context.packet().ipv4();
    long now = Kernel.time();
    Cell<Bucket> bucket = ip == null ? null : BUCKETS.findOrInsert(ip.sourceAddress());
    if (bucket == null) {
      return XdpAction.PASS.value();
    }
    Cell<SpinLock> lock = bucket.at(Bucket::lock);
    lock.lock();
    boolean isPassed = takeToken(bucket.at(Bucket::tokens), bucket.at(Bucket::since), now);
    lock.unlock();
    return isPassed ? XdpAction.PASS.value() : XdpAction.DROP.value();
  }

  private static boolean takeToken(Cell<Long> tokens, Cell<Long> since, long now) {
    long come = Long.divideUnsigned(now - since.get(), PERIOD);
    long there = Math.min(tokens.get() + come, MOST);
    since.set(since.get() + come * PERIOD);
    tokens.set(there > 0 ? there - 1 : there);
    return there > 0;
  }

  @BpfProgram(value = "xdp", name = "rate_compared", since = "5.12")
  static int compared(XdpContext context) {
    Ipv4 ip = context.packet().ipv4();
    long now = Kernel.time();
    Cell<Long> taken = ip == null ? null : TIMES.findOrInsert(ip.sourceAddress());
    if (taken == null) {
      return XdpAction.PASS.value();
    }
    for (int round = 0; round < 4; round++) {
      long before = taken.get();
      long earliest = now - MOST * PERIOD;
      long after = (Long.compareUnsigned(before, earliest) < 0 ? earliest : before) + PERIOD;
      if (Long.compareUnsigned(after, now) > 0) {
        return XdpAction.DROP.value();
      }
      if (taken.compareAndExchange(before, after) == before) {
        return XdpAction.PASS.value();
      }
    }
    return XdpAction.DROP.value();
  }
}
