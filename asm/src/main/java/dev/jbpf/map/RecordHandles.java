package dev.jbpf.map;

import static java.lang.invoke.MethodType.methodType;

import dev.jbpf.map.RecordLayout.Member;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Composes what encodes and decodes a record from the codecs of its members, without boxing. It is
 * composed when it is called for the first time, as that takes a cold JVM 50 ms; from then on the
 * handle in its call site is a constant to HotSpot.
 */
final class RecordHandles {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final MethodType ENCODE =
      methodType(void.class, Record.class, ByteBuffer.class, int.class);
  private static final MethodType DECODE = methodType(Record.class, ByteBuffer.class, int.class);

  private final RecordLayout layout;
  private final MutableCallSite encoder = at("encodeFirst", ENCODE);
  private final MutableCallSite decoder = at("decodeFirst", DECODE);

  RecordHandles(RecordLayout layout) {
    this.layout = layout;
  }

  /** {@return what leads to {@code (Record, ByteBuffer, int)void}} */
  MutableCallSite encoder() {
    return encoder;
  }

  /** {@return what leads to {@code (ByteBuffer, int)Record}} */
  MutableCallSite decoder() {
    return decoder;
  }

  private MutableCallSite at(String first, MethodType type) {
    try {
      return new MutableCallSite(LOOKUP.findVirtual(RecordHandles.class, first, type).bindTo(this));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no method " + first, e);
    }
  }

  @SuppressWarnings("unused") // through a handle
  private void encodeFirst(Record value, ByteBuffer out, int at) throws Throwable {
    encoder.setTarget(encode());
    encoder.getTarget().invokeExact(value, out, at);
  }

  @SuppressWarnings("unused") // through a handle
  private Record decodeFirst(ByteBuffer in, int at) throws Throwable {
    decoder.setTarget(decode());
    return (Record) decoder.getTarget().invokeExact(in, at);
  }

  /**
   * {@return {@code (Record, ByteBuffer, int)void}} Keys are compared whole: padding is zero.
   *
   * <p>A member is written before all that follow it, and not behind all that precede it, which
   * would be calls within calls whose arguments HotSpot keeps.
   */
  private MethodHandle encode() throws ReflectiveOperationException {
    MethodHandle rest = MethodHandles.empty(ENCODE);
    int end = layout.size();
    for (int i = layout.members().size() - 1; i >= 0; i--) {
      Member member = layout.members().get(i);
      rest = sequence(write(member), padded(member.end(), end, rest));
      end = member.offset();
    }
    return padded(0, end, rest);
  }

  private static MethodHandle sequence(MethodHandle first, MethodHandle second) {
    return MethodHandles.foldArguments(second, first);
  }

  private static MethodHandle padded(int from, int to, MethodHandle rest)
      throws ReflectiveOperationException {
    if (from == to) {
      return rest;
    }
    MethodType type =
        methodType(void.class, int.class, int.class, Record.class, ByteBuffer.class, int.class);
    return sequence(MethodHandles.insertArguments(helper("zero", type), 0, from, to), rest);
  }

  @SuppressWarnings("unused") // through a handle
  private static void zero(int from, int to, Record value, ByteBuffer out, int at) {
    for (int i = at + from; i < at + to; i++) {
      out.put(i, (byte) 0);
    }
  }

  private MethodHandle write(Member member) throws ReflectiveOperationException {
    Method accessor = member.component().getAccessor();
    accessor.setAccessible(true);
    MethodHandle read = LOOKUP.unreflect(accessor);
    MethodHandle write =
        typed(
            member.codec(),
            "encode",
            type -> methodType(void.class, type, ByteBuffer.class, int.class));
    MethodHandle placed = MethodHandles.filterArguments(write, 2, offset(member));
    Class<?> wanted = write.type().parameterType(0);
    MethodHandle whole =
        MethodHandles.filterArguments(placed, 0, read.asType(methodType(wanted, Record.class)));
    MethodHandle explain =
        helper("explain", methodType(void.class, String.class, IllegalArgumentException.class));
    return MethodHandles.catchException(
        whole, IllegalArgumentException.class, explain.bindTo(name(member)));
  }

  private String name(Member member) {
    return layout.type().getSimpleName() + "." + member.name();
  }

  @SuppressWarnings("unused") // through a handle
  private static void explain(String member, IllegalArgumentException e) {
    throw new IllegalArgumentException(member + ": " + e.getMessage(), e);
  }

  private MethodHandle decode() throws ReflectiveOperationException {
    MethodHandle made = constructor();
    int count = layout.members().size();
    for (int i = count - 1; i >= 0; i--) {
      made = MethodHandles.collectArguments(made, i, read(layout.members().get(i)));
    }
    int[] order = new int[2 * count];
    Arrays.setAll(order, i -> i % 2);
    return MethodHandles.permuteArguments(made, made.type().dropParameterTypes(2, 2 * count), order)
        .asType(DECODE);
  }

  private MethodHandle constructor() throws ReflectiveOperationException {
    Class<?>[] types =
        layout.members().stream()
            .map(Member::component)
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    Constructor<?> canonical = layout.type().getDeclaredConstructor(types);
    canonical.setAccessible(true);
    return LOOKUP.unreflectConstructor(canonical);
  }

  private static MethodHandle read(Member member) throws ReflectiveOperationException {
    MethodHandle read =
        typed(member.codec(), "decode", type -> methodType(type, ByteBuffer.class, int.class));
    MethodHandle placed = MethodHandles.filterArguments(read, 1, offset(member));
    return MethodHandles.explicitCastArguments(
        placed, placed.type().changeReturnType(member.component().getType()));
  }

  /** {@return the method of {@code codec} that works without boxing, if it has one} */
  private static MethodHandle typed(
      Codec<?> codec, String name, Function<Class<?>, MethodType> type)
      throws ReflectiveOperationException {
    if (codec instanceof Codec.OfInt) {
      return LOOKUP
          .findVirtual(Codec.OfInt.class, name + "Int", type.apply(int.class))
          .bindTo(codec);
    }
    if (codec instanceof Codec.OfLong) {
      return LOOKUP
          .findVirtual(Codec.OfLong.class, name + "Long", type.apply(long.class))
          .bindTo(codec);
    }
    return LOOKUP.findVirtual(Codec.class, name, type.apply(Object.class)).bindTo(codec);
  }

  private static MethodHandle offset(Member member) throws ReflectiveOperationException {
    return MethodHandles.insertArguments(
        helper("add", methodType(int.class, int.class, int.class)), 0, member.offset());
  }

  @SuppressWarnings("unused") // through a handle
  private static int add(int offset, int at) {
    return offset + at;
  }

  private static MethodHandle helper(String name, MethodType type)
      throws ReflectiveOperationException {
    return LOOKUP.findStatic(RecordHandles.class, name, type);
  }
}
