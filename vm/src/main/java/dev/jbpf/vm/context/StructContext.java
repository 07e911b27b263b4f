package dev.jbpf.vm.context;

import dev.jbpf.kernel.StructField;
import dev.jbpf.vm.world.KernelObject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A structure of a type's own, to which r1 points: {@code struct bpf_sock_addr}, {@code
 * bpf_sockopt}, {@code bpf_sock_ops}, {@code bpf_sysctl}, {@code bpf_cgroup_dev_ctx}, {@code
 * bpf_sk_lookup} …, whose members are constants of {@code dev.jbpf.kernel}. What is not given is
 * zero. Programs may change the members that {@link #writable} names. Immutable.
 *
 * @see Structs
 */
public final class StructContext implements Context {
  private final String struct;
  private final byte[] bytes;
  private final Set<StructField> writable;
  private final Map<StructField, KernelObject> objects;
  private final Optional<Data> data;

  private StructContext(
      String struct,
      byte[] bytes,
      Set<StructField> writable,
      Map<StructField, KernelObject> objects,
      Optional<Data> data) {
    this.struct = struct;
    this.bytes = bytes;
    this.writable = writable;
    this.objects = objects;
    this.data = data;
  }

  /**
   * Bytes that two members point to, as {@code data} and {@code data_end} do.
   *
   * @param bytes themselves, not a copy
   */
  public record Data(StructField start, StructField end, byte[] bytes) {}

  /**
   * {@return a structure of that size, all zero}
   *
   * @param size its {@code SIZE}, in bytes
   */
  public static StructContext of(int size) {
    return new StructContext("", new byte[size], Set.of(), Map.of(), Optional.empty());
  }

  /**
   * {@return the same with a number as {@code member}}
   *
   * @throws IllegalArgumentException if it does not fit, or the member is outside
   */
  public StructContext with(StructField member, long value) {
    return new StructContext(
        member.struct(), StructBytes.with(bytes, member, value), writable, objects, data);
  }

  /**
   * {@return the same with these bytes as {@code member}}
   *
   * @throws IllegalArgumentException if there are others than it has, or the member is outside
   */
  public StructContext with(StructField member, byte[] value) {
    return new StructContext(
        member.struct(), StructBytes.with(bytes, member, value), writable, objects, data);
  }

  /**
   * {@return the same with a pointer to {@code object} as {@code member}, such as {@code sk}}
   *
   * @throws IllegalArgumentException if the member is no pointer, or is outside
   */
  public StructContext with(StructField member, KernelObject object) {
    if (member.size() != Long.BYTES) {
      throw new IllegalArgumentException(member + " is no pointer");
    }
    Map<StructField, KernelObject> more = new HashMap<>(objects);
    more.put(member, object);
    byte[] checked = StructBytes.with(bytes, member, 0);
    return new StructContext(member.struct(), checked, writable, Map.copyOf(more), data);
  }

  /**
   * {@return the same with bytes that programs read and change, from the member {@code start} to
   * {@code end}: {@code data} of a message, {@code optval} of an option of a socket}
   */
  public StructContext withData(StructField start, StructField end, byte[] content) {
    return new StructContext(
        start.struct(), bytes, writable, objects, Optional.of(new Data(start, end, content)));
  }

  /** {@return the same, of which programs may change these members} Other stores fault. */
  public StructContext writable(StructField... members) {
    Set<StructField> all = new HashSet<>(writable);
    all.addAll(Arrays.asList(members));
    String name = members.length > 0 ? members[0].struct() : struct;
    return new StructContext(name, bytes, Set.copyOf(all), objects, data);
  }

  /** {@return the structure's name in the kernel; empty as long as no member was named} */
  public String struct() {
    return struct;
  }

  /** {@return a copy of the structure, little-endian, where members that point are zero} */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** {@return the objects that members point to} */
  public Map<StructField, KernelObject> objects() {
    return objects;
  }

  /** {@return what two members point to, if anything} */
  public Optional<Data> data() {
    return data;
  }

  /** {@return whether a program may store to these bytes} */
  public boolean isWritable(int offset, int size) {
    return writable.stream()
        .anyMatch(
            field -> offset >= field.offset() && offset + size <= field.offset() + field.size());
  }
}
