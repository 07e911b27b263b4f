package dev.jbpf.methods.struct;

import dev.jbpf.dsl.value.kernel.RecordDeclarations;
import dev.jbpf.kernel.struct.KernelStruct;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where plain Java finds the members of structures. */
abstract class Source {
  /** Records are made with all they have; so deep a path is read, and null is behind it. */
  private static final int MOST_RECORDS = 4;

  /** So many bytes are read of a text elsewhere. */
  private static final int MOST_TEXT = 4096;

  private static final int LOCATION_BITS = 0xffff;

  /** {@return the bytes that are there; zeros where none are} */
  abstract byte[] read(int offset, int size);

  /** Puts {@code bytes} there. */
  abstract void write(int offset, byte[] bytes);

  /** {@return the text that is there} */
  abstract String text(int offset, int size);

  /** {@return what is there where the address is that is at {@code offset}} */
  abstract Source follow(int offset);

  /** {@return what is {@code offset} bytes on} */
  abstract Source plus(int offset);

  final <S> S struct(Class<S> type, KernelStruct struct, int depth) {
    if (type.isRecord()) {
      return record(type, struct, depth);
    }
    Object made =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer(type, struct, method, arguments));
    return type.cast(made);
  }

  private @Nullable Object answer(
      Class<?> type, KernelStruct struct, Method method, Object @Nullable [] arguments) {
    int number = RecordDeclarations.number(type, method.getName());
    if (number < 0) {
      return method.getName().equals("toString") ? struct.toString() : null;
    }
    KernelStruct.Member member = struct.members().get(number);
    if (arguments == null) {
      return member(member, method, 0);
    }
    write(member.offset(), MemberNumbers.bytes((Number) arguments[0], member.content()));
    return null;
  }

  private <S> S record(Class<S> type, KernelStruct struct, int depth) {
    List<Method> accessors = RecordDeclarations.accessors(type);
    Object[] parts = new Object[accessors.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = member(struct.members().get(i), accessors.get(i), depth + 1);
    }
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<S> constructor = type.getDeclaredConstructor(types);
      constructor.trySetAccessible();
      return constructor.newInstance(parts);
    } catch (InstantiationException
        | IllegalAccessException
        | InvocationTargetException
        | NoSuchMethodException e) {
      throw new IllegalStateException(type.getSimpleName() + " cannot be made", e);
    }
  }

  private @Nullable Object member(KernelStruct.Member member, Method accessor, int depth) {
    Class<?> java = accessor.getReturnType();
    KernelStruct.Content content = member.content();
    if (java == String.class) {
      if (content instanceof KernelStruct.Number) {
        return located(member);
      }
      return content instanceof KernelStruct.Pointer
          ? follow(member.offset()).text(0, MOST_TEXT)
          : text(member.offset(), content.bytes());
    }
    if (java == byte[].class) {
      return read(member.offset(), content.bytes());
    }
    if (java.isPrimitive()) {
      return number(content, member.offset(), java);
    }
    if (java.isEnum()) {
      return java.getEnumConstants()[(int) number(content, member.offset(), int.class)];
    }
    if (depth >= MOST_RECORDS) {
      return null;
    }
    Source source =
        content instanceof KernelStruct.Inside ? plus(member.offset()) : follow(member.offset());
    return source.struct(java, RecordDeclarations.of(java), depth);
  }

  private String located(KernelStruct.Member member) {
    long place = MemberNumbers.of(read(member.offset(), Integer.BYTES), false);
    return text((int) (place & LOCATION_BITS), (int) (place >>> Short.SIZE));
  }

  private Object number(KernelStruct.Content content, int offset, Class<?> java) {
    long value = MemberNumbers.of(read(offset, content.bytes()), content);
    if (java == long.class) {
      return value;
    }
    if (java == int.class) {
      return (int) value;
    }
    return java == short.class ? (Object) (short) value : (Object) (byte) value;
  }
}
