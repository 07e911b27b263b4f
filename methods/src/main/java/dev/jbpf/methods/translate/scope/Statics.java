package dev.jbpf.methods.translate.scope;

import dev.jbpf.methods.intrinsic.GlobalVariable;
import dev.jbpf.methods.item.Element;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What fields hold when the program is made, and which of them become its variables. */
public final class Statics {
  /** The tables of compilers, from the numbers of enumerations to those of cases. */
  private static final String SWITCH_MAP = "$SwitchMap$";

  /** What no field can be called. */
  private static final String TABLE = "table.";

  private final MethodHandles.Lookup lookup;
  private final Set<Object> tables = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Object, GlobalVariable> known = new IdentityHashMap<>();
  private final Map<String, Object> shared = new HashMap<>();
  private final Map<String, GlobalVariable> variables = new LinkedHashMap<>();
  private final Map<Object, Field> holders = new IdentityHashMap<>();

  /** Fields as {@code lookup} may read them. */
  public Statics(MethodHandles.Lookup lookup) {
    this.lookup = lookup;
  }

  /** {@return the variables, by name} */
  public Map<String, GlobalVariable> variables() {
    return variables;
  }

  /** {@return an array of the same numbers, always the same one} */
  public Object shared(Object array) {
    return shared.computeIfAbsent(
        array.getClass().descriptorString() + java.util.Arrays.deepToString(new Object[] {array}),
        numbers -> array);
  }

  /** {@return the constants of an enumeration, always the same array} */
  public Object constants(Class<?> enumeration) {
    return shared.computeIfAbsent(enumeration.getName(), name -> enumeration.getEnumConstants());
  }

  /** Notes that nobody changes {@code array}. */
  public void addTable(Object array) {
    tables.add(array);
  }

  /** {@return whether {@code array} is a table that nobody changes: a compiler's} */
  public boolean isTable(Object array) {
    return tables.contains(array);
  }

  /**
   * {@return what the field of {@code owner} holds, of the class where that is static}
   *
   * @throws ReflectiveOperationException if it cannot be read
   */
  public Optional<Object> read(Field field, Object owner) throws ReflectiveOperationException {
    Optional<Object> value = plain(field, owner);
    if (value.isPresent() && Modifier.isStatic(field.getModifiers())) {
      holders.put(value.get(), field);
    }
    if (value.isPresent() && field.isSynthetic() && field.getName().startsWith(SWITCH_MAP)) {
      tables.add(value.get());
    }
    return value;
  }

  private Optional<Object> plain(Field field, Object owner) throws ReflectiveOperationException {
    try {
      field.setAccessible(true);
      return Optional.ofNullable(field.get(owner));
    } catch (InaccessibleObjectException closed) {
      MethodHandles.Lookup inside =
          MethodHandles.privateLookupIn(field.getDeclaringClass(), lookup);
      try {
        var getter = inside.unreflectGetter(field);
        return Optional.ofNullable(
            Modifier.isStatic(field.getModifiers()) ? getter.invoke() : getter.invoke(owner));
      } catch (ReflectiveOperationException | RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new ReflectiveOperationException(e);
      }
    }
  }

  /**
   * {@return the variable that the field, not final and a number, is} Of fields of one name the
   * second is called with its class in front.
   */
  public GlobalVariable variable(Field field, Element element) throws ReflectiveOperationException {
    GlobalVariable variable = known.get(fieldKey(field));
    if (variable == null) {
      Object array = Array.newInstance(field.getType(), 1);
      Array.set(array, 0, read(field, field).orElseThrow());
      String name = field.getName();
      String own = field.getDeclaringClass().getSimpleName() + "_" + name;
      boolean isFree = !variables.containsKey(name);
      variable = define(fieldKey(field), isFree ? name : own, element, array, Optional.of(field));
    }
    return variable;
  }

  /** Fields that are asked for twice are two objects. */
  private static Object fieldKey(Field field) {
    return (field.getDeclaringClass().getName() + "." + field.getName()).intern();
  }

  /** {@return the variable that a constant array is} */
  public GlobalVariable array(Object array, Element element) {
    GlobalVariable variable = known.get(array);
    return variable == null ? define(array, TABLE, element, array, holder(array)) : variable;
  }

  private Optional<Field> holder(Object array) {
    return Optional.ofNullable(holders.get(array));
  }

  private GlobalVariable define(
      Object key, String wanted, Element element, Object array, Optional<Field> field) {
    String name = wanted;
    for (int i = 2; variables.containsKey(name); i++) {
      name = wanted + i;
    }
    GlobalVariable variable =
        new GlobalVariable(name, element.java(), bytes(element, array), field);
    known.put(key, variable);
    variables.put(name, variable);
    return variable;
  }

  /** {@return the numbers of {@code array} as they lie in memory} */
  public static byte[] bytes(Element element, Object array) {
    int length = Array.getLength(array);
    ByteBuffer out =
        ByteBuffer.allocate(Math.max(1, length) * element.bytes()).order(ByteOrder.nativeOrder());
    for (int i = 0; i < length; i++) {
      switch (element) {
        case BOOLEAN -> out.put((byte) (Array.getBoolean(array, i) ? 1 : 0));
        case BYTE -> out.put(Array.getByte(array, i));
        case CHAR -> out.putChar(Array.getChar(array, i));
        case SHORT -> out.putShort(Array.getShort(array, i));
        case INT -> out.putInt(Array.getInt(array, i));
        case LONG -> out.putLong(Array.getLong(array, i));
      }
    }
    return out.array();
  }
}
