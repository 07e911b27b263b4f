package dev.jbpf.gen.skeleton;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import dev.jbpf.map.SpinLock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Types of an object as types of Java: structures become records. What Java has no type for, as a
 * union, a bit field or a packed structure, is bytes.
 */
final class RecordTypes {
  private static final String LOCK = "bpf_spin_lock";

  private final Btf types;
  private final ClassName owner;
  private final JavaNames names;
  private final Map<Integer, Optional<Component>> known = new HashMap<>();
  private final Map<String, TypeSpec> records = new LinkedHashMap<>();

  /**
   * Types for a class.
   *
   * @param owner the class that the records will be in
   * @param names of the classes in it
   */
  RecordTypes(Btf types, ClassName owner, JavaNames names) {
    this.types = types;
    this.owner = owner;
    this.names = names;
  }

  /** {@return the records that were needed so far} */
  List<TypeSpec> records() {
    return List.copyOf(records.values());
  }

  /**
   * {@return the value of the type of that id}
   *
   * @param name what it is the value of
   * @param size in bytes
   */
  JavaValue value(int id, String name, int size) {
    int plain = types.resolve(id);
    BtfType type = types.type(plain);
    if (type instanceof BtfType.Struct struct) {
      return record(plain, struct, name)
          .filter(component -> component.size() == size)
          .map(component -> JavaValue.record((ClassName) component.type()))
          .orElseGet(() -> JavaValue.bytes(size));
    } else if (type instanceof BtfType.Array array) {
      return array(array, size);
    }
    return number(type, size).orElseGet(() -> JavaValue.bytes(size));
  }

  private JavaValue array(BtfType.Array array, int size) {
    BtfType element = types.type(types.resolve(array.element()));
    if (isText(element)) {
      return JavaValue.text(size);
    }
    boolean isLongs =
        element instanceof BtfType.Int number
            && number.size() == Long.BYTES
            && size == array.count() * Long.BYTES;
    return isLongs ? JavaValue.longs((int) array.count()) : JavaValue.bytes(size);
  }

  private static Optional<JavaValue> number(BtfType type, int size) {
    String codec = (isSigned(type) ? "S" : "U") + size * Byte.SIZE;
    return isNumber(type)
        ? switch (codec) {
          case "U8", "U16", "S8", "S16", "S32" ->
              Optional.of(JavaValue.constant(TypeName.INT, codec));
          case "U32", "U64", "S64" -> Optional.of(JavaValue.constant(TypeName.LONG, codec));
          default -> Optional.empty();
        }
        : Optional.empty();
  }

  private static boolean isNumber(BtfType type) {
    return type instanceof BtfType.Int number && number.bits() == number.size() * Byte.SIZE
        || type instanceof BtfType.Int truth && truth.encodings().contains(BtfType.Encoding.BOOL)
        || type instanceof BtfType.Enum
        || type instanceof BtfType.Enum64
        || type instanceof BtfType.Ptr;
  }

  private static boolean isSigned(BtfType type) {
    return type instanceof BtfType.Int number && number.isSigned()
        || type instanceof BtfType.Enum narrow && narrow.isSigned()
        || type instanceof BtfType.Enum64 wide && wide.isSigned();
  }

  /** Whether it is C's {@code char}; small numbers have other names. */
  private static boolean isText(BtfType element) {
    return element instanceof BtfType.Int letter && letter.name().equals("char");
  }

  /**
   * How many bytes the type of that id has; 0 if it has no size.
   *
   * @throws IllegalArgumentException if there are more than any value of Java has
   */
  int size(int id) {
    long size = types.sizeOf(id).orElse(0);
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "type " + id + " has " + size + " bytes, more than a value of Java can have");
    }
    return (int) size;
  }

  /** The component for a member of the type of that id; empty if there is none but bytes. */
  Optional<Component> component(int id, String name) {
    int plain = types.resolve(id);
    BtfType type = types.type(plain);
    int size = size(plain);
    if (type instanceof BtfType.Struct struct) {
      return record(plain, struct, name);
    } else if (type instanceof BtfType.Array array) {
      BtfType element = types.type(types.resolve(array.element()));
      return isText(element) && size > 0
          ? Optional.of(Component.text(size))
          : array.count() == 0 || !isNumber(element)
              ? Optional.empty()
              : Component.numbers((int) array.count(), (int) (size / array.count()));
    }
    return isNumber(type) ? Component.number(size, isSigned(type)) : Optional.empty();
  }

  /** Empty if its members cannot be where the object has them. */
  private Optional<Component> record(int id, BtfType.Struct struct, String name) {
    Optional<Component> made = known.get(id);
    if (made == null) {
      made = struct.name().equals(LOCK) ? lock() : newRecord(struct, name);
      known.put(id, made);
    }
    return made;
  }

  private static Optional<Component> lock() {
    return Optional.of(
        Component.nested(ClassName.get(SpinLock.class), Integer.BYTES, Integer.BYTES));
  }

  private Optional<Component> newRecord(BtfType.Struct struct, String name) {
    RecordShape shape = new RecordShape(types, this);
    if (!shape.add(struct)) {
      return Optional.empty();
    }
    String className = names.type(struct.name().isEmpty() ? name : struct.name());
    records.put(className, shape.type(className, struct));
    return Optional.of(
        Component.nested(owner.nestedClass(className), (int) struct.size(), shape.alignment()));
  }
}
