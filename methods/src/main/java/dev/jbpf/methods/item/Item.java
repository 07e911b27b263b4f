package dev.jbpf.methods.item;

import dev.jbpf.ir.StackObject;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.kernel.struct.KernelStruct;
import dev.jbpf.methods.mark.Vocabulary;
import dev.jbpf.methods.refusal.Rule;
import java.util.Arrays;
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

  /** {@return what messages call an object of {@code type}} */
  static String oneOf(Class<?> type) {
    String name = type.getSimpleName();
    return ("AEIOU".indexOf(name.charAt(0)) < 0 ? "a " : "an ") + name;
  }

  /** {@return what is not 0 where the object is null, if it may be} */
  static Optional<Value> absent(Item item) {
    if (item instanceof Struct struct) {
      return struct.absent();
    }
    return item instanceof Instance instance ? instance.absent() : Optional.empty();
  }

  /**
   * A number: of 32 bits, as the JVM has all small ones, or of 64.
   *
   * @param isUnsigned whether the author says that it has no sign
   */
  record Number(Value value, boolean isUnsigned) implements Item {
    /** A number with a sign. */
    public Number(Value value) {
      this(value, false);
    }

    @Override
    public boolean isWide() {
      return value.type().isWide();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Number one && value == one.value && isUnsigned == one.isUnsigned;
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
    public boolean equals(Object other) {
      return other instanceof Address one && value == one.value && isNullable == one.isNullable;
    }

    @Override
    public String words() {
      return "memory";
    }
  }

  /** An object that is known when the program is made, never null. */
  record Constant(Object object) implements Item {
    /** {@return whether it is a value: which one it is may depend on the way} */
    public boolean isValue() {
      return object instanceof String
          || object instanceof Number
          || !object.getClass().isArray()
              && !object.getClass().isAnnotationPresent(Vocabulary.class)
              && !object.getClass().getName().matches("(java|dev\\.jbpf\\.(map|dsl))\\..*");
    }

    /** {@return the enumeration that it is of, if of one} */
    public Optional<Class<?>> enumeration() {
      return object instanceof Enum<?> known
          ? Optional.of(known.getDeclaringClass())
          : Optional.empty();
    }

    /** {@return the constants of an enumeration, in its order} */
    public static List<Constant> all(Class<?> enumeration) {
      return Arrays.stream(enumeration.getEnumConstants()).map(Constant::new).toList();
    }

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
    public boolean equals(Object other) {
      return other instanceof Null;
    }

    @Override
    public String words() {
      return "null";
    }
  }

  /**
   * One of these objects, which differ, by its number; all constants of an enumeration are numbered
   * as it numbers them.
   */
  record Choice(List<Constant> all, Value index) implements Item {
    /** Of the objects that {@code all} lists, at least one. */
    public Choice {
      all = List.copyOf(all);
    }

    @Override
    public String words() {
      return oneOf(all.get(0).object().getClass());
    }
  }

  /**
   * One of these items, which have nothing in common, by its number: an instruction that has to
   * know which is written once for each.
   */
  record Several(List<Item> all, Value index) implements Item {
    /** Of the items that {@code all} lists, at least two. */
    public Several {
      all = List.copyOf(all);
    }

    @Override
    public String words() {
      return all.stream()
              .filter(item -> !(item instanceof Null))
              .map(Item::words)
              .findFirst()
              .orElseThrow()
          + " or something else";
    }
  }

  /**
   * An object that nobody can change any more: its fields are all there is of it.
   *
   * @param absent not 0 where it is null; empty: it never is
   */
  record Struct(Class<?> type, Map<String, Item> fields, Optional<Value> absent) implements Item {
    @Override
    public boolean equals(Object other) {
      return other instanceof Struct one
          && type == one.type
          && fields.equals(one.fields)
          && absent.equals(one.absent);
    }

    @Override
    public String words() {
      return oneOf(type);
    }
  }

  /** An object that can be changed: by where it was made. Its fields are in the state. */
  record Instance(Site site, Optional<Value> absent) implements Item {
    @Override
    public boolean equals(Object other) {
      return other instanceof Instance one && site == one.site && absent.equals(one.absent);
    }

    @Override
    public String words() {
      return oneOf(site.type());
    }
  }

  /**
   * An array of numbers on the stack.
   *
   * @param given its address, where another function has it
   */
  record Array(Site site, Element element, int length, StackObject object, Optional<Value> given)
      implements Item {
    /** {@return the same, at an address that is given} */
    public Array at(Value address) {
      return new Array(site, element, length, object, Optional.of(address));
    }

    /** {@return that of {@code all} which is the same, or this} */
    public Array own(List<Array> all) {
      return all.stream().filter(one -> one.site == site).findFirst().orElse(this);
    }

    @Override
    public String words() {
      return "an array";
    }
  }

  /**
   * A lambda, or a reference to a method, with the values that it has caught.
   *
   * @param code what it does
   */
  record Lambda(Face face, Handle code, List<Item> captured) implements Item {
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
   * @param isNullable whether it has to be tested first
   */
  record Kernel(
      Class<?> type,
      KernelStruct struct,
      Value base,
      List<Integer> path,
      Reading reading,
      boolean isNullable)
      implements Item {
    /** A structure that need not be tested. */
    public Kernel(
        Class<?> type, KernelStruct struct, Value base, List<Integer> path, Reading reading) {
      this(type, struct, base, path, reading, false);
    }

    /** {@return the member that the path leads to} */
    public Kernel at(List<Integer> longer) {
      return new Kernel(type, struct, base, longer, reading);
    }

    /** {@return the same of the structure at another address} */
    public Kernel at(Value other) {
      return new Kernel(type, struct, other, path, reading, isNullable);
    }

    /** {@return the same, which may be null or not} */
    public Kernel nullable(boolean mayBeNull) {
      return new Kernel(type, struct, base, path, reading, mayBeNull);
    }

    @Override
    public String words() {
      return oneOf(type);
    }
  }

  /** A text of the kernel's or of a process's memory, which can be copied. */
  record KernelText(Value address, Reading reading) implements Item {
    @Override
    public String words() {
      return "a text of the kernel";
    }
  }

  /**
   * As what others call a lambda.
   *
   * @param type the interface
   * @param method its only method without code
   * @param descriptor what that takes and gives here, where the interface leaves it open
   */
  record Face(Class<?> type, String method, String descriptor) {}

  /**
   * What cannot be used, and why.
   *
   * @param rule what refuses it where it is used
   */
  record Unusable(Rule rule, String why) implements Item {
    /** What is one thing on one way, and another on the other. */
    public Unusable(String why) {
      this(Rule.MERGED, why);
    }

    @Override
    public String words() {
      return why;
    }
  }
}
