package dev.jbpf.dsl.value.library;

import dev.jbpf.dsl.value.Body;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.dsl.value.memory.Maybe;
import dev.jbpf.dsl.value.number.Be32;
import dev.jbpf.dsl.value.number.Int;
import dev.jbpf.dsl.value.number.U32;
import dev.jbpf.dsl.value.number.U64;
import dev.jbpf.dsl.value.number.Var;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;

/**
 * Lets each key do something so many times a second, and so many times at once: a bucket of tokens
 * for each. Without a lock, by compare and exchange; since Linux 5.12.
 *
 * <pre>{@code
 * TokenBucket<java.net.Inet4Address> limit = TokenBucket.of("limit", Codec.IPV4, 4096, 1_000, 100);
 * Probe.xdp("limited")
 *     .since(5, 12)
 *     .build(
 *         p -> {
 *           Ipv4 ip = p.packet().ipv4().orReturn(XdpAction.PASS);
 *           p.when(limit.take(p, ip.source()).eq(0), () -> p.exit(XdpAction.DROP));
 *           p.exit(XdpAction.PASS);
 *         });
 * }</pre>
 *
 * @param <K> what Java has for keys
 * @param map for each key the time, as {@link Body#time} has it, when its bucket is full again: a
 *     token is a piece of that time
 * @param period how long a token takes to come, in nanoseconds
 * @param burst how many there are at most
 */
public record TokenBucket<K>(MapDef<K, Long> map, long period, long burst) {
  private static final long SECOND = 1_000_000_000;

  /** How often others may come first: then there is none. */
  private static final int TRIES = 4;

  /**
   * A bucket for each key.
   *
   * @throws IllegalArgumentException if no token would ever come, or there is no room for one
   */
  public TokenBucket {
    if (period <= 0 || burst <= 0 || burst > Long.MAX_VALUE / period) {
      throw new IllegalArgumentException(
          "a token every " + period + " ns, " + burst + " at most: both must be positive");
    }
  }

  /**
   * {@return buckets in a table that drops those that were asked for least}
   *
   * @param keys how many at most
   * @param perSecond how many tokens come each second, 1 to 1,000,000,000
   * @param burst how many there are at most
   */
  public static <K> TokenBucket<K> of(
      String name, Codec<K> key, int keys, long perSecond, long burst) {
    if (perSecond <= 0 || perSecond > SECOND) {
      throw new IllegalArgumentException(perSecond + " a second: must be 1 to " + SECOND);
    }
    return new TokenBucket<>(MapDef.lruHash(name, key, Codec.U64, keys), SECOND / perSecond, burst);
  }

  /** {@return 1 if there was a token for {@code key}, which is gone then; 0 if not} */
  public U32 take(Body p, Be32 key) {
    return take(p, p.map(map).findOrInsert(key));
  }

  /** {@return 1 if there was a token for {@code key}, which is gone then; 0 if not} */
  public U32 take(Body p, Int<?, ?> key) {
    return take(p, p.map(map).findOrInsert(key));
  }

  /** {@return 1 if there was a token for {@code key}, which is gone then; 0 if not} */
  public U32 take(Body p, Cell<K> key) {
    return take(p, p.map(map).findOrInsert(key));
  }

  private U32 take(Body p, Maybe<Cell<Long>> bucket) {
    Var<U32> taken = p.var("taken", p.u32(0));
    U64 now = p.time();
    U64 latest = now.add(period * burst);
    bucket.ifPresent(
        full ->
            p.times(
                TRIES,
                (round, loop) -> {
                  U64 before = full.u64();
                  U64 after = before.max(now).add(period);
                  loop.leaveIf(after.gt(latest));
                  loop.nextIf(full.compareAndExchange(before, after).ne(before));
                  taken.set(1);
                  loop.leave();
                }));
    return taken.get();
  }
}
