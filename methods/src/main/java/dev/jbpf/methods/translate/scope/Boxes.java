package dev.jbpf.methods.translate.scope;

import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.methods.item.Item;
import java.net.Inet4Address;
import java.util.Map;
import java.util.Optional;

/** The objects that Java puts numbers into. */
public final class Boxes {
  /** The only field of a box. */
  public static final String VALUE = "value";

  private static final Map<Class<?>, Type> TYPES =
      Map.of(
          Integer.class, Type.S32,
          Inet4Address.class, Type.S32,
          Long.class, Type.S64,
          Short.class, Type.S16,
          Byte.class, Type.S8,
          Character.class, Type.U16,
          Boolean.class, Type.U8);

  private static final Map<String, Type> UNBOXING =
      Map.of(
          "intValue", Type.S32,
          "longValue", Type.S64,
          "shortValue", Type.S16,
          "byteValue", Type.S8,
          "charValue", Type.U16,
          "booleanValue", Type.U8);

  private Boxes() {}

  /** {@return the object that the number is put into} */
  public static Item.Struct of(Class<?> box, Value number) {
    return new Item.Struct(box, Map.of(VALUE, new Item.Number(number)), Optional.empty());
  }

  public static boolean isBox(Class<?> type) {
    return TYPES.containsKey(type);
  }

  /** {@return the type of the number that a method of a box gives} */
  public static Optional<Type> unboxed(String method) {
    return Optional.ofNullable(UNBOXING.get(method));
  }
}
