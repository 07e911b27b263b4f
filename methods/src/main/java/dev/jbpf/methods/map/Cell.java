package dev.jbpf.methods.map;

import dev.jbpf.map.Codec;
import dev.jbpf.methods.intrinsic.LockCalls;
import dev.jbpf.methods.mark.Vocabulary;
import dev.jbpf.methods.memory.Area;
import dev.jbpf.methods.memory.Member;
import dev.jbpf.methods.memory.Members;

/**
 * A place in memory that holds a {@code V}: what is changed there, others see.
 *
 * @param <V> what Java has for it
 */
@Vocabulary
public final class Cell<V> {
  private final Area area;
  private final Codec<V> codec;

  /** The {@code V} in {@code area}. */
  public Cell(Area area, Codec<V> codec) {
    this.area = area;
    this.codec = codec;
  }

  /** {@return a new cell of the stack, all zero, as helpers and maps take it} */
  public static <V> Cell<V> room(Codec<V> codec) {
    return new Cell<>(Area.room(codec.size()), codec);
  }

  /** {@return a new record of the stack, all zero} */
  public static <R extends Record> Cell<R> room(Class<R> type) {
    return room(Codec.record(type));
  }

  /** {@return the memory} */
  public Area area() {
    return area;
  }

  /** {@return the place of the component} */
  public <T> Cell<T> at(Member<V, T> member) {
    return new Cell<>(area.plus(Members.offset(codec, member)), Members.<V, T>codec(codec, member));
  }

  /** {@return what the component is} */
  public <T> T get(Member<V, T> member) {
    return at(member).get();
  }

  /** Puts {@code value} into the component. */
  public <T> void set(Member<V, T> member, T value) {
    at(member).set(value);
  }

  /** {@return its bytes} */
  public int size() {
    return codec.size();
  }

  /** {@return what is there} */
  public V get() {
    return area.read(codec);
  }

  /** Puts {@code value} there. */
  public void set(V value) {
    area.write(codec, value);
  }

  /** Puts what is in {@code other} there: a text, an array, a record. */
  public void copy(Cell<V> other) {
    area.copy(other.area(), codec.size());
  }

  /**
   * Adds to the number of 32 or 64 bits there, as one step: nothing that others add gets lost. What
   * is no such number is refused.
   */
  public void addAtomic(long number) {
    if (Area.numberSize(codec, Integer.BYTES) == Long.BYTES) {
      area.add64(0, number);
    } else {
      area.add32(0, (int) number);
    }
  }

  /**
   * Adds to the number there, which keeps its size; what others add meanwhile may get lost. What is
   * no number of this machine's byte order is refused.
   */
  public void add(long number) {
    switch (Area.numberSize(codec, Byte.BYTES)) {
      case Byte.BYTES -> area.set8(0, area.s8(0) + (int) number);
      case Short.BYTES -> area.set16(0, area.s16(0) + (int) number);
      case Integer.BYTES -> area.set32(0, area.s32(0) + (int) number);
      default -> area.set64(0, area.s64(0) + number);
    }
  }

  /**
   * {@return the number of 64 bits that was there; {@code value} is there now if that was {@code
   * expected}, as one step} Since Linux 5.12. What is no such number is refused.
   */
  public long compareAndExchange(long expected, long value) {
    Area.numberSize(codec, Long.BYTES);
    return area.compareExchange64(0, expected, value);
  }

  /**
   * {@return the number of 64 bits that was there; {@code value} is there now; since 5.12} What is
   * no such number is refused.
   */
  public long exchange(long value) {
    Area.numberSize(codec, Long.BYTES);
    return area.exchange64(0, value);
  }

  /** Takes the lock that is there, a {@code SpinLock}: until it is given back, call nothing. */
  public void lock() {
    LockCalls.lock(area);
  }

  /** Gives the lock back. */
  public void unlock() {
    LockCalls.unlock(area);
  }
}
