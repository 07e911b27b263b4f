package dev.jbpf.btf;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * A type. Other types are named by their ids in the {@link Btf} that it belongs to; id 0 is {@link
 * Void}. An anonymous type has an empty name.
 *
 * <p>Sizes are in bytes.
 */
public sealed interface BtfType {

  /** {@return its name, empty if it has none} */
  default String name() {
    return "";
  }

  /**
   * {@return the ids of the types that it refers to, in order, a new array; 0 among them for void}
   */
  default int[] references() {
    return BtfReferences.of(this);
  }

  /**
   * {@return it with other ids for the types that it refers to}
   *
   * @param ids gives the other id; asked for void, 0, too
   */
  default BtfType withReferences(IntUnaryOperator ids) {
    return BtfReferences.map(this, ids);
  }

  /** The type of nothing, id 0. */
  record Void() implements BtfType {}

  /** What the bits of an {@link Int} mean, apart from a plain unsigned number. */
  enum Encoding {
    SIGNED,
    CHAR,
    BOOL;

    /** {@return the bit in BTF: 1, 2 or 4} */
    public int bit() {
      return 1 << ordinal();
    }
  }

  /**
   * An integer.
   *
   * @param name such as {@code long unsigned int}
   * @param size in bytes
   * @param encodings what its bits mean
   * @param bitOffset where its bits start; 0 in all that compilers write today
   * @param bits how many bits count
   */
  record Int(String name, long size, Set<Encoding> encodings, int bitOffset, int bits)
      implements BtfType {
    public Int {
      encodings = Set.copyOf(encodings);
    }

    /** {@return whether it is signed} */
    public boolean isSigned() {
      return encodings.contains(Encoding.SIGNED);
    }
  }

  /** A pointer to {@code target}. */
  record Ptr(int target) implements BtfType {}

  /** {@code count} times {@code element}. */
  record Array(int element, int index, long count) implements BtfType {}

  /** A {@link Struct} or a {@link Union}. */
  sealed interface Composite extends BtfType {
    /** {@return the size in bytes} */
    long size();

    /** {@return the members, in the order of their declaration} */
    List<Member> members();
  }

  /** A structure. */
  record Struct(String name, long size, List<Member> members) implements Composite {
    public Struct {
      members = List.copyOf(members);
    }
  }

  /** A union. */
  record Union(String name, long size, List<Member> members) implements Composite {
    public Union {
      members = List.copyOf(members);
    }
  }

  /**
   * A member of a structure or union.
   *
   * @param name empty for a nested anonymous structure or union
   * @param type its type id
   * @param bitOffset from the start of the structure
   * @param bitSize the width of a bit field; 0 for a member that is none
   */
  record Member(String name, int type, long bitOffset, int bitSize) {
    /** {@return whether it is a bit field} */
    public boolean isBitField() {
      return bitSize != 0;
    }
  }

  /** An enumeration whose values fit in 32 bits. */
  record Enum(String name, long size, boolean isSigned, List<Enumerator> values)
      implements BtfType {
    public Enum {
      values = List.copyOf(values);
    }
  }

  /** An enumeration with a value that needs 64 bits. */
  record Enum64(String name, long size, boolean isSigned, List<Enumerator> values)
      implements BtfType {
    public Enum64 {
      values = List.copyOf(values);
    }
  }

  /** A constant of an enumeration; an unsigned 64-bit value above 2^63 - 1 is negative here. */
  record Enumerator(String name, long value) {}

  /** A structure or union that is declared only. */
  record Fwd(String name, boolean isUnion) implements BtfType {}

  /** Another name of {@code target}. */
  record Typedef(String name, int target) implements BtfType {}

  /** {@code volatile} of {@code target}. */
  record Volatile(int target) implements BtfType {}

  /** {@code const} of {@code target}. */
  record Const(int target) implements BtfType {}

  /** {@code restrict} of {@code target}. */
  record Restrict(int target) implements BtfType {}

  /** Who sees a function or a variable. */
  enum Linkage {
    STATIC,
    GLOBAL,
    EXTERN
  }

  /** A function; {@code prototype} is the id of its {@link FuncProto}. */
  record Func(String name, int prototype, Linkage linkage) implements BtfType {}

  /** A function's type. */
  record FuncProto(int result, List<Param> params) implements BtfType {
    public FuncProto {
      params = List.copyOf(params);
    }
  }

  /** A parameter; a last one without name and of type 0 stands for variable arguments. */
  record Param(String name, int type) {}

  /** A variable. */
  record Var(String name, int type, Linkage linkage) implements BtfType {}

  /** A section of an object with its variables. */
  record Datasec(String name, long size, List<Variable> variables) implements BtfType {
    public Datasec {
      variables = List.copyOf(variables);
    }
  }

  /** Where a variable lies: {@code type} is the id of a {@link Var}, the rest is in bytes. */
  record Variable(int type, long offset, long size) {}

  /**
   * A type of a kind that came later than this version of the library.
   *
   * @param kind the number of the kind
   */
  record Unknown(String name, int kind) implements BtfType {}

  /** A floating-point number. */
  record Float(String name, long size) implements BtfType {}

  /**
   * A note on a declaration.
   *
   * @param name the text of the note
   * @param target the id of what it is on
   * @param component the number of the member or parameter that it is on; -1 for the whole
   * @param isAttribute whether the text is any {@code __attribute__}, not only a {@code
   *     btf_decl_tag}
   */
  record DeclTag(String name, int target, int component, boolean isAttribute) implements BtfType {
    private static final String EXCEPTION_CALLBACK = "exception_callback:";

    /**
     * {@return the function that takes what the function with this note throws, if the note says
     * so}
     */
    public Optional<String> exceptionCallback() {
      return name.startsWith(EXCEPTION_CALLBACK)
          ? Optional.of(name.substring(EXCEPTION_CALLBACK.length()))
          : Optional.empty();
    }
  }

  /** A note on the type {@code target}; see {@link DeclTag} for the fields. */
  record TypeTag(String name, int target, boolean isAttribute) implements BtfType {}
}
