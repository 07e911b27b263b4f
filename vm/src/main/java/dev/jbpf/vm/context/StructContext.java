package dev.jbpf.vm.context;

import dev.jbpf.kernel.StructField;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * A structure of a type's own, to which r1 points: {@code struct bpf_sock_addr}, {@code
 * bpf_sockopt}, {@code bpf_sock_ops}, {@code bpf_sysctl}, {@code bpf_cgroup_dev_ctx}, {@code
 * bpf_sk_lookup} …, whose members are constants of {@code dev.jbpf.kernel}. What is not given is
 * zero. Programs may change the members that {@link #writable} names. Immutable.
 */
public final class StructContext implements Context {
  private final byte[] bytes;
  private final Set<StructField> writable;

  private StructContext(byte[] bytes, Set<StructField> writable) {
    this.bytes = bytes;
    this.writable = writable;
  }

  /**
   * {@return a structure of that size, all zero}
   *
   * @param size its {@code SIZE}, in bytes
   */
  public static StructContext of(int size) {
    return new StructContext(new byte[size], Set.of());
  }

  /**
   * {@return the same with a number as {@code member}}
   *
   * @throws IllegalArgumentException if it does not fit, or the member is outside
   */
  public StructContext with(StructField member, long value) {
    return new StructContext(StructBytes.with(bytes, member, value), writable);
  }

  /**
   * {@return the same with these bytes as {@code member}}
   *
   * @throws IllegalArgumentException if there are others than it has, or the member is outside
   */
  public StructContext with(StructField member, byte[] value) {
    return new StructContext(StructBytes.with(bytes, member, value), writable);
  }

  /** {@return the same, of which programs may change these members} Other stores fault. */
  public StructContext writable(StructField... members) {
    Set<StructField> all = new HashSet<>(writable);
    all.addAll(Arrays.asList(members));
    return new StructContext(bytes, Set.copyOf(all));
  }

  /** {@return a copy of the structure, little-endian} */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** {@return whether a program may store to these bytes} */
  public boolean isWritable(int offset, int size) {
    return writable.stream()
        .anyMatch(
            field -> offset >= field.offset() && offset + size <= field.offset() + field.size());
  }
}
