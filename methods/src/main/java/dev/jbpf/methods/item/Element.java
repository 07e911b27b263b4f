package dev.jbpf.methods.item;

import dev.jbpf.ir.Type;
import java.util.Optional;
import org.objectweb.asm.Opcodes;

/** What an array holds, and how it lies in memory. */
public enum Element {
  BOOLEAN(boolean.class, Type.U8, Opcodes.T_BOOLEAN),
  BYTE(byte.class, Type.S8, Opcodes.T_BYTE),
  CHAR(char.class, Type.U16, Opcodes.T_CHAR),
  SHORT(short.class, Type.S16, Opcodes.T_SHORT),
  INT(int.class, Type.S32, Opcodes.T_INT),
  LONG(long.class, Type.S64, Opcodes.T_LONG);

  private final Class<?> java;
  private final Type type;
  private final int code;

  Element(Class<?> java, Type type, int code) {
    this.java = java;
    this.type = type;
    this.code = code;
  }

  /** {@return how it lies in memory} */
  public Type type() {
    return type;
  }

  /** {@return its type of Java} */
  public Class<?> java() {
    return java;
  }

  /** {@return its bytes} */
  public int bytes() {
    return type.bits() / Byte.SIZE;
  }

  /**
   * {@return the element of {@code newarray} with that operand, if it is a number without point}
   */
  public static Optional<Element> ofCode(int code) {
    for (Element element : values()) {
      if (element.code == code) {
        return Optional.of(element);
      }
    }
    return Optional.empty();
  }

  /** {@return the element of that type, if it is a number without point} */
  public static Optional<Element> of(org.objectweb.asm.Type type) {
    for (Element element : values()) {
      if (org.objectweb.asm.Type.getType(element.java).equals(type)) {
        return Optional.of(element);
      }
    }
    return Optional.empty();
  }

  /** {@return the element of arrays of that class, if it is a number without point} */
  public static Optional<Element> of(Class<?> java) {
    for (Element element : values()) {
      if (element.java == java) {
        return Optional.of(element);
      }
    }
    return Optional.empty();
  }
}
