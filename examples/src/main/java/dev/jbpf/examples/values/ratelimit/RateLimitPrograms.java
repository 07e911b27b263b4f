package dev.jbpf.examples.values.ratelimit;

import static dev.jbpf.kernel.XdpAction.DROP;
import static dev.jbpf.kernel.XdpAction.PASS;

import dev.jbpf.dsl.value.Probe;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.number.S64;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.dsl.value.number.Var;
import dev.jbpf.dsl.value.packet.Ipv4;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.SpinLock;
import java.net.Inet4Address;

/**
 * Two programs with the same meaning: a bucket of tokens for each address, one of which comes each
 * millisecond, up to a hundred. One changes it while it holds a lock, the other by compare and
 * exchange.
 */
public final class RateLimitPrograms {
  static final long MOST = 100;
  static final long PERIOD = 1_000_000;

  /** How many packets may come, as of when. */
  public record Bucket(SpinLock lock, int unused, long tokens, long since) {}

  /** By address. */
  public static final MapDef<Inet4Address, Bucket> BUCKETS =
      MapDef.hash("buckets", Codec.IPV4, Codec.record(Bucket.class), 4096);

  /**
   * By address: since when the bucket would be full, had nobody taken from it; a token is a period
   * of that time.
   */
  public static final MapDef<Inet4Address, Long> TIMES =
      MapDef.hash("times", Codec.IPV4, Codec.U64, 4096);

  private RateLimitPrograms() {}

  /** {@return the program with a lock; since Linux 5.1} */
  public static ProgramDef locked() {
    return Probe.xdp("rate_locked")
        .since(5, 1)
        .build(
            p -> {
              Ipv4 ip = p.packet().ipv4().orReturn(PASS);
              S64 now = p.time().toS64();
              Cell<Bucket> bucket = p.map(BUCKETS).findOrInsert(ip.source()).orReturn(PASS);
              Var<U32> verdict = p.var(p.u32(DROP.value()));
              p.locked(
                  bucket.at(Bucket::lock),
                  () -> {
                    S64 since = bucket.get(Bucket::since);
                    S64 come = now.subtract(since).toU64().divide(PERIOD).toS64();
                    S64 tokens = bucket.get(Bucket::tokens).add(come).min(MOST);
                    bucket.set(Bucket::since, since.add(come.multiply(PERIOD)));
                    p.when(tokens.gt(0), () -> verdict.set(PASS.value()));
                    bucket.set(Bucket::tokens, tokens.subtract(1).max(0));
                  });
              p.exit(verdict.get());
            });
  }

  /** {@return the program with compare and exchange; since Linux 5.12} */
  public static ProgramDef compared() {
    return Probe.xdp("rate_compared")
        .since(5, 12)
        .build(
            p -> {
              Ipv4 ip = p.packet().ipv4().orReturn(PASS);
              U64 now = p.time();
              U64 earliest = now.subtract(MOST * PERIOD);
              Cell<Long> taken = p.map(TIMES).findOrInsert(ip.source()).orReturn(PASS);
              p.times(
                  4,
                  (round, loop) -> {
                    U64 before = taken.u64();
                    U64 after = before.max(earliest).add(PERIOD);
                    p.when(after.gt(now), () -> p.exit(DROP));
                    U64 found = taken.compareAndExchange(before, after);
                    p.when(found.eq(before), () -> p.exit(PASS));
                  });
              p.exit(DROP);
            });
  }
}
