package dev.jbpf.map;

import dev.jbpf.map.layout.Layout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The values of all CPUs of one key, in the order of the CPUs' numbers, each rounded up to eight
 * bytes.
 *
 * @param value how one CPU's value lies in memory
 * @param cpus how many CPUs there are; a definition says 1, who keeps the map knows better
 */
public record PerCpuCodec<T>(Codec<T> value, int cpus) implements Codec<List<T>> {

  /** {@return the codec for a machine of that many possible CPUs} */
  public PerCpuCodec<T> forCpus(int cpus) {
    return new PerCpuCodec<>(value, cpus);
  }

  private int stride() {
    return Sizes.align(value.size(), Long.BYTES);
  }

  @Override
  public int size() {
    return Math.multiplyExact(stride(), cpus);
  }

  @Override
  public int alignment() {
    return Long.BYTES;
  }

  /** One CPU's: that is how the kernel counts. */
  @Override
  public Layout layout() {
    return value.layout();
  }

  @Override
  public void encode(List<T> values, ByteBuffer out, int at) {
    if (values.size() != cpus) {
      throw new IllegalArgumentException(
          values.size() + " values, must be one for each of " + cpus + " CPUs");
    }
    for (int i = 0; i < cpus; i++) {
      value.encode(values.get(i), out, at + i * stride());
    }
  }

  @Override
  public List<T> decode(ByteBuffer in, int at) {
    List<T> values = new ArrayList<>(cpus);
    for (int i = 0; i < cpus; i++) {
      values.add(value.decode(in, at + i * stride()));
    }
    return List.copyOf(values);
  }
}
