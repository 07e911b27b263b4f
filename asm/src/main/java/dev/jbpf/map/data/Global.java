package dev.jbpf.map.data;

import dev.jbpf.map.Codec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.regex.Pattern;

/**
 * A global variable of programs, by its name: they read and write it in place, without a lookup,
 * and so does Java while they run. All programs that are loaded together share it.
 *
 * <pre>{@code
 * Global<Long> dropped = Global.zero("dropped", Codec.U64);
 * Global<Integer> limit = Global.constant("limit", Codec.S32, 100);
 * }</pre>
 *
 * <p>Since Linux 5.2; Java's view of them in place needs 5.5.
 *
 * @param name a name as C has them; objects and tools show it
 * @param section where objects have it
 * @param codec how it lies in memory
 * @param initial what it is when the programs are loaded
 */
public record Global<V>(String name, Section section, Codec<V> codec, V initial) {
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");

  /** The sections of variables. */
  public enum Section {
    /** Of variables that are something at first. */
    DATA(".data"),
    /** Of variables that are zero at first. */
    BSS(".bss"),
    /** Of constants: they are frozen once they are loaded, and the verifier knows them. */
    RODATA(".rodata");

    private final String text;

    Section(String text) {
      this.text = text;
    }

    /** {@return its name in objects} */
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * A variable.
   *
   * @throws IllegalArgumentException if C has no such name, or {@code initial} does not fit
   */
  public Global {
    if (!IDENTIFIER.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'" + name + "' is no name of a variable: letters, digits and underscores");
    }
    codec.encode(initial, ByteBuffer.allocate(codec.size()).order(ByteOrder.nativeOrder()), 0);
  }

  /** {@return a variable that is {@code initial} at first} */
  public static <V> Global<V> of(String name, Codec<V> codec, V initial) {
    return new Global<>(name, Section.DATA, codec, initial);
  }

  /** {@return a variable whose bytes are zero at first} */
  public static <V> Global<V> zero(String name, Codec<V> codec) {
    V zero = codec.decode(ByteBuffer.allocate(codec.size()).order(ByteOrder.nativeOrder()), 0);
    return new Global<>(name, Section.BSS, codec, zero);
  }

  /**
   * {@return a constant} Java may say another value as long as programs are not loaded; the
   * verifier follows only what that leaves.
   */
  public static <V> Global<V> constant(String name, Codec<V> codec, V value) {
    return new Global<>(name, Section.RODATA, codec, value);
  }

  /** {@return the same, which is {@code value} at first} */
  public Global<V> with(V value) {
    return new Global<>(name, section == Section.BSS ? Section.DATA : section, codec, value);
  }

  /** {@return whether programs may not write it} */
  public boolean isConstant() {
    return section == Section.RODATA;
  }

  /** {@return its first value as it lies in memory} */
  public byte[] bytes(ByteOrder order) {
    byte[] bytes = new byte[codec.size()];
    codec.encode(initial, ByteBuffer.wrap(bytes).order(order), 0);
    return bytes;
  }

  /** {@return whether {@code other} is the same variable, whatever both are at first} */
  public boolean isLike(Global<?> other) {
    return name.equals(other.name)
        && isConstant() == other.isConstant()
        && codec.size() == other.codec.size();
  }
}
