package dev.jbpf.benchmarks;

import dev.jbpf.benchmarks.program.BenchmarkPrograms;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the programs do, written in Java by hand. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JavaBenchmark {
  private static final VarHandle LITTLE =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BIG =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] random = BenchmarkPrograms.input("csum16_64k");

  /** Volatile, as a packet comes from elsewhere: or HotSpot filters it once for all rounds. */
  private volatile byte[] packet = BenchmarkPrograms.input("filter");

  private final Exchangeable exchangeable = new Exchangeable(BenchmarkPrograms.input("filter"));

  private final long rounds = 10_000_000;

  @Benchmark
  public long alu() {
    long r0 = 1;
    long r3 = 0;
    for (long i = 10 * rounds; i != 0; i--) {
      r0 = r0 * 0x9E3779B97F4A7C15L + i;
      r3 ^= r0;
    }
    return r3;
  }

  @Benchmark
  public long csum() {
    long sum = 0;
    for (int i = 0; i < random.length; i += 2) {
      sum += (short) LITTLE.get(random, i) & 0xffff;
    }
    sum = (sum & 0xffff) + (sum >>> 16);
    return (sum + (sum >>> 16) & 0xffff) ^ 0xffff;
  }

  /** Some code that packets go through. */
  private interface Filter {
    long run(byte[] bytes);
  }

  /** A filter that can be exchanged at any time, as sessions exchange compiled programs. */
  private static final class Exchangeable {
    private volatile Filter filter = JavaBenchmark::accept;
    private final byte[] packet;

    private Exchangeable(byte[] packet) {
      this.packet = packet;
    }

    private long run() {
      return filter.run(packet);
    }
  }

  @Benchmark
  public long filter() {
    return accept(packet);
  }

  @Benchmark
  public long filterThatIsExchangeable() {
    return exchangeable.run();
  }

  private static long accept(byte[] bytes) {
    if (((short) BIG.get(bytes, 12) & 0xffff) != 0x800 || bytes[23] != 6) {
      return 0;
    }
    if (((short) BIG.get(bytes, 20) & 0x1fff) != 0) {
      return 0;
    }
    int port = (short) BIG.get(bytes, ((bytes[14] & 15) << 2) + 16) & 0xffff;
    return port == 80 || port == 443 ? 1 : 0;
  }

  @Benchmark
  public long sieve() {
    byte[] composite = new byte[512];
    for (int i = 2; i * i < composite.length; i++) {
      if (composite[i] == 0) {
        for (int j = i * i; j < composite.length; j += i) {
          composite[j] = 1;
        }
      }
    }
    long primes = 0;
    for (int i = 2; i < composite.length; i++) {
      primes += 1 - composite[i];
    }
    return primes;
  }

  @Benchmark
  public long helper() {
    long result = 0;
    for (long i = rounds; i != 0; i--) {
      result = mix(result, i);
    }
    return result;
  }

  private static long mix(long a, long b) {
    return (a ^ b) + 1;
  }
}
