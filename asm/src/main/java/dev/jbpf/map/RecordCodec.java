package dev.jbpf.map;

import dev.jbpf.kernel.StructField;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A Java record laid out as a C struct: each member at its natural alignment, padding zero. */
final class RecordCodec<R extends Record> implements Codec<R> {
  private final Class<R> type;
  private final MethodHandle constructor;
  private final List<Member> members;
  private final int size;
  private final int alignment;

  private record Member(
      String name, MethodHandle accessor, Codec<Object> codec, int offset, boolean isSigned) {}

  RecordCodec(Class<R> type) {
    this.type = type;
    this.constructor = constructor(type);
    this.members = new ArrayList<>();
    int end = 0;
    int widest = 1;
    for (RecordComponent component : type.getRecordComponents()) {
      Codec<Object> codec = unchecked(ComponentCodecs.of(component));
      int offset = Sizes.align(end, codec.alignment());
      members.add(
          new Member(
              component.getName(),
              accessor(component),
              codec,
              offset,
              ComponentCodecs.isSigned(component)));
      end = Math.addExact(offset, codec.size());
      widest = Math.max(widest, codec.alignment());
    }
    this.alignment = widest;
    this.size = Sizes.align(end, widest);
    Sizes.requirePositive(size);
  }

  /** The codec is used only with values of the component that it was chosen for. */
  @SuppressWarnings("unchecked")
  private static Codec<Object> unchecked(Codec<?> codec) {
    return (Codec<Object>) codec;
  }

  private static MethodHandle constructor(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> canonical = type.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      return MethodHandles.lookup()
          .unreflectConstructor(canonical)
          .asSpreader(Object[].class, types.length);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("cannot construct " + type, e);
    }
  }

  private static MethodHandle accessor(RecordComponent component) {
    Method method = component.getAccessor();
    method.setAccessible(true);
    try {
      return MethodHandles.lookup().unreflect(method);
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException("cannot read " + component, e);
    }
  }

  StructField field(String component) {
    return members.stream()
        .filter(member -> member.name.equals(component))
        .findFirst()
        .map(this::field)
        .orElseThrow(
            () -> new IllegalArgumentException("no component " + component + " in " + type));
  }

  private StructField field(Member member) {
    return new StructField(
        type.getSimpleName(), member.name, member.offset, member.codec.size(), member.isSigned);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int alignment() {
    return alignment;
  }

  @Override
  public void encode(R value, ByteBuffer out, int at) {
    int filled = 0;
    for (Member member : members) {
      zero(out, at + filled, at + member.offset);
      encode(member, value, out, at);
      filled = member.offset + member.codec.size();
    }
    zero(out, at + filled, at + size);
  }

  private void encode(Member member, R value, ByteBuffer out, int at) {
    try {
      member.codec.encode(invoke(member.accessor, value), out, at + member.offset);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          type.getSimpleName() + "." + member.name + ": " + e.getMessage(), e);
    }
  }

  /** Keys are compared byte by byte, so that padding must not differ. */
  private static void zero(ByteBuffer out, int from, int to) {
    for (int i = from; i < to; i++) {
      out.put(i, (byte) 0);
    }
  }

  @Override
  public R decode(ByteBuffer in, int at) {
    Object[] values = new Object[members.size()];
    for (int i = 0; i < values.length; i++) {
      Member member = members.get(i);
      values[i] = member.codec.decode(in, at + member.offset);
    }
    return type.cast(invoke(constructor, values));
  }

  private static Object invoke(MethodHandle handle, Object argument) {
    try {
      return argument instanceof Object[] values ? handle.invoke(values) : handle.invoke(argument);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(new InvocationTargetException(e));
    }
  }

  @Override
  public String toString() {
    return type.getSimpleName();
  }
}
