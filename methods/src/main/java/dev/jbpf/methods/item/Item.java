package dev.jbpf.methods.item;

import dev.jbpf.ir.StackObject;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.kernel.struct.KernelStruct;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.Handle;

/** What a local variable, an operand or a field holds. */
public sealed interface Item {
  /** {@return whether the JVM has it in two slots} */
  default boolean isWide() {
    return false;
  }

  /** {@return what it is, for messages} */
  String words();

  /** A number: of 32 bits, as the JVM has all small ones, or of 64. */
  record Number(Value value) implements Item {
    @Override
    public boolean isWide() {
      return value.type().isWide();
    }

    @Override
    public String words() {
      return "a number";
    }
  }

  /**
   * Memory that the kernel has given.
   *
   * @param isNullable whether it may be null
   */
  record Address(Value value, boolean isNullable) implements Item {
    /** {@return the type of the address} */
    public Type.Pointer type() {
      return (Type.Pointer) value.type();
    }

    @Override
    public String words() {
      return "memory";
    }
  }

  /** An object that is known when the program is made, never null. */
  record Constant(Object object) implements Item {
    @Override
    public boolean equals(Object other) {
      return other instanceof Constant constant
          && (object == constant.object
              || object instanceof String && object.equals(constant.object));
    }

    @Override
    public int hashCode() {
      return object instanceof String ? object.hashCode() : System.identityHashCode(object);
    }

    @Override
    public String words() {
      return "the " + object.getClass().getSimpleName() + " " + object;
    }
  }

  /** Null. */
  record Null() implements Item {
    @Override
    public String words() {
      return "null";
    }
  }

  /** One of the constants of an enumeration, by its number. */
  record Choice(Class<?> type, Value ordinal) implements Item {
    @Override
    public String words() {
      return "a " + type.getSimpleName();
    }
  }

  /**
   * An object that nobody can change any more: its fields are all there is of it.
   *
   * @param absent not 0 where it is null; empty: it never is
   */
  record Struct(Class<?> type, Map<String, Item> fields, Optional<Value> absent) implements Item {
    @Override
    public String words() {
      return "a " + type.getSimpleName();
    }
  }

  /** An object that can be changed: by where it was made. Its fields are in the state. */
  record Instance(Site site, Optional<Value> absent) implements Item {
    @Override
    public String words() {
      return "a " + site.type().getSimpleName();
    }
  }

  /** An array of numbers on the stack. */
  record Array(Site site, Element element, int length, StackObject object) implements Item {
    @Override
    public String words() {
      return "an array";
    }
  }

  /** A lambda, or a reference to a method, with the values that it has caught. */
  record Lambda(String method, Handle code, List<Item> captured) implements Item {
    @Override
    public String words() {
      return "a lambda";
    }
  }

  /** How members of a structure are read: where they are, or by copies. */
  enum Reading {
    IN_PLACE,
    KERNEL,
    USER
  }

  /**
   * A structure of the kernel.
   *
   * @param type what declares it
   * @param struct where the path starts
   * @param base its address
   * @param path from there on, empty for the structure itself
   */
  record Kernel(Class<?> type, KernelStruct struct, Value base, List<Integer> path, Reading reading)
      implements Item {
    /** {@return the member that the path leads to} */
    public Kernel at(List<Integer> longer) {
      return new Kernel(type, struct, base, longer, reading);
    }

    @Override
    public String words() {
      return "a " + type.getSimpleName();
    }
  }

  /** A text of the kernel's or of a process's memory, which can be copied. */
  record KernelText(Value address, Reading reading) implements Item {
    @Override
    public String words() {
      return "a text of the kernel";
    }
  }

  /** What cannot be used, and why. */
  record Unusable(String why) implements Item {
    @Override
    public String words() {
      return why;
    }
  }
}
