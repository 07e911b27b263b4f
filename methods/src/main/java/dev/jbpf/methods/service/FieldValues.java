package dev.jbpf.methods.service;

import dev.jbpf.elf.bpf.data.Variable;
import dev.jbpf.map.Codec;
import dev.jbpf.methods.intrinsic.GlobalVariable;
import dev.jbpf.vm.VmObject;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Static fields that hold, for the time of a run, what the variables of an object do. */
final class FieldValues {
  private final Map<Field, Variable<byte[]>> variables = new LinkedHashMap<>();

  FieldValues(List<GlobalVariable> globals, VmObject object) {
    for (GlobalVariable global : globals) {
      global
          .field()
          .ifPresent(
              field ->
                  variables.put(
                      field, object.variable(global.name(), Codec.bytes(global.content().length))));
    }
  }

  /** {@return what {@code action} gives, with the fields as the variables are} */
  <T> T in(Callable<T> action) {
    Map<Field, byte[]> before = new LinkedHashMap<>();
    try {
      for (Map.Entry<Field, Variable<byte[]>> each : variables.entrySet()) {
        before.put(each.getKey(), read(each.getKey()));
        write(each.getKey(), each.getValue().get());
      }
      return action.call();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    } finally {
      before.forEach(this::restore);
    }
  }

  private void restore(Field field, byte[] content) {
    variables.get(field).set(read(field));
    write(field, content);
  }

  /** A field that is no array counts as one of a single number. */
  private static byte[] read(Field field) {
    try {
      Object value = field.get(null);
      Object array = value;
      if (!field.getType().isArray()) {
        array = Array.newInstance(field.getType(), 1);
        Array.set(array, 0, value);
      }
      return Numbers.bytes(array);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(Field field, byte[] content) {
    try {
      if (field.getType().isArray()) {
        Numbers.put(content, field.get(null));
      } else {
        Object array = Array.newInstance(field.getType(), 1);
        Numbers.put(content, array);
        field.set(null, Array.get(array, 0));
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Arrays of numbers as they lie in memory. */
  private static final class Numbers {
    private Numbers() {}

    static byte[] bytes(Object array) {
      int length = Array.getLength(array);
      ByteBuffer out =
          ByteBuffer.allocate(Math.max(1, length) * size(array)).order(ByteOrder.nativeOrder());
      for (int i = 0; i < length; i++) {
        put(out, Array.get(array, i));
      }
      return out.array();
    }

    private static void put(ByteBuffer out, Object number) {
      if (number instanceof Boolean is) {
        out.put((byte) (is ? 1 : 0));
      } else if (number instanceof Byte small) {
        out.put(small);
      } else if (number instanceof Character letter) {
        out.putChar(letter);
      } else if (number instanceof Short small) {
        out.putShort(small);
      } else if (number instanceof Integer usual) {
        out.putInt(usual);
      } else {
        out.putLong((Long) number);
      }
    }

    static void put(byte[] content, Object array) {
      ByteBuffer in = ByteBuffer.wrap(content).order(ByteOrder.nativeOrder());
      for (int i = 0; i < Array.getLength(array); i++) {
        Array.set(array, i, next(in, array.getClass().getComponentType()));
      }
    }

    private static Object next(ByteBuffer in, Class<?> type) {
      if (type == boolean.class) {
        return in.get() != 0;
      }
      if (type == byte.class) {
        return in.get();
      }
      if (type == char.class) {
        return in.getChar();
      }
      if (type == short.class) {
        return in.getShort();
      }
      return type == int.class ? (Object) in.getInt() : (Object) in.getLong();
    }

    private static int size(Object array) {
      Class<?> type = array.getClass().getComponentType();
      if (type == boolean.class || type == byte.class) {
        return 1;
      }
      return type == char.class || type == short.class ? 2 : type == int.class ? 4 : 8;
    }
  }
}
