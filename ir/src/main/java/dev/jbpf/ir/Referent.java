package dev.jbpf.ir;

import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.struct.KernelMember;
import dev.jbpf.kernel.struct.KfuncDeclaration;

/** What a value stands for, or calls, beside its operands. */
public sealed interface Referent {
  /** Of most values. */
  Referent NONE = new Nothing();

  /** Nothing. */
  record Nothing() implements Referent {
    @Override
    public boolean equals(Object other) {
      return other instanceof Nothing;
    }

    @Override
    public String toString() {
      return "";
    }
  }

  /** A map, by its name. */
  record OfMap(String name) implements Referent {
    /** A map; {@code name} is not empty. */
    public OfMap {
      if (name.isEmpty()) {
        throw new IllegalArgumentException("a map needs a name");
      }
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof OfMap one && name.equals(one.name);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** A helper, by its number. */
  record OfHelper(int number) implements Referent {
    @Override
    public boolean equals(Object other) {
      return other instanceof OfHelper one && number == one.number;
    }

    @Override
    public String toString() {
      return Helper.of(number).map(Helper::functionName).orElse("helper " + number);
    }
  }

  /** A function of the kernel. */
  record OfKfunc(KfuncDeclaration function) implements Referent {
    @Override
    public boolean equals(Object other) {
      return other instanceof OfKfunc one && function.equals(one.function);
    }

    @Override
    public String toString() {
      return function.toString();
    }
  }

  /**
   * A variable of the kernel.
   *
   * @param id its number in the BTF of {@code object}
   * @param object the descriptor of its BTF; 0: the kernel's
   */
  record OfVariable(String name, int id, int object) implements Referent {
    @Override
    public boolean equals(Object other) {
      return other instanceof OfVariable one
          && id == one.id
          && object == one.object
          && name.equals(one.name);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** A member of a structure of the kernel. */
  record OfMember(KernelMember member) implements Referent {
    @Override
    public boolean equals(Object other) {
      return other instanceof OfMember one && member.equals(one.member);
    }

    @Override
    public String toString() {
      return member.toString();
    }
  }

  /** An object of the stack. */
  record OfStack(StackObject object) implements Referent {
    @Override
    public boolean equals(Object other) {
      return other instanceof OfStack one && object.equals(one.object);
    }

    @Override
    public String toString() {
      return object.name();
    }
  }

  /** A function that is written in registers. */
  record OfCode(MachineCode code) implements Referent {
    @Override
    public boolean equals(Object other) {
      return other instanceof OfCode one && code.equals(one.code);
    }

    @Override
    public String toString() {
      return code.name();
    }
  }

  /** A function of the module. */
  record OfFunction(Function function) implements Referent {
    @Override
    public boolean equals(Object other) {
      return other instanceof OfFunction one && function.equals(one.function);
    }

    @Override
    public String toString() {
      return function.name();
    }
  }
}
