package dev.jbpf.map;

/**
 * The kernel's {@code struct bpf_spin_lock}, as a component of a record that is a map's value: a
 * program that holds it is alone with the value. Java reads it as free, whoever holds it, and what
 * it writes there is passed over.
 *
 * <pre>{@code
 * record Account(SpinLock lock, long balance) {}
 * MapDef<Integer, Account> accounts = MapDef.array("accounts", Codec.record(Account.class), 1);
 * }</pre>
 *
 * <p>A program locks it by {@code bpf_spin_lock}, changes what it likes of that value, and unlocks
 * it on every way out; between the two it may call nothing, and not return. One a value, in arrays,
 * hash tables and local storages, since Linux 5.1; programs of tracing may not lock.
 *
 * <p>Source: {@code Documentation/bpf/} and {@code include/uapi/linux/bpf.h}.
 *
 * @param value the kernel's own; 0 for a value that is stored
 */
public record SpinLock(int value) {
  /** A free one, for values that are stored. */
  public static final SpinLock FREE = new SpinLock(0);

  /** The name by which the kernel finds it. */
  static final String KERNEL_NAME = "bpf_spin_lock";
}
