package dev.jbpf.kernel.struct;

import java.util.List;

/**
 * A structure of the kernel as a program declares it: its name, and the members that the program
 * asks for. Where these are in the kernel that runs is found out when the program is loaded
 * (CO-RE); here they lie one behind the other.
 *
 * @param name without {@code struct}: {@code task_struct}
 * @param bytes the size as it is declared
 * @param members in the order of their offsets
 */
public record KernelStruct(String name, int bytes, List<Member> members) {
  /** Members are copied. */
  public KernelStruct {
    members = List.copyOf(members);
  }

  /**
   * A member.
   *
   * @param offset in bytes, as it is declared
   */
  public record Member(String name, int offset, Content content) {}

  /** What a member is. */
  public sealed interface Content {
    /** {@return how many bytes it has} */
    int bytes();

    /** {@return what it is aligned to, in bytes} */
    int alignment();

    /** {@return how many bits it has} */
    default int bits() {
      return bytes() * Byte.SIZE;
    }
  }

  /** A number of 1, 2, 4 or 8 bytes. */
  public record Number(int bytes, boolean isSigned) implements Content {
    @Override
    public int alignment() {
      return bytes;
    }
  }

  /** A number of 2, 4 or 8 bytes without a sign, in network order. */
  public record NetworkNumber(int bytes) implements Content {
    @Override
    public int alignment() {
      return bytes;
    }
  }

  /** A number of some bits, 1 to 64, in a unit that holds others, too. */
  public record BitField(int bits, boolean isSigned) implements Content {
    @Override
    public int bytes() {
      return Math.max(1, Integer.highestOneBit(2 * bits - 1) / Byte.SIZE);
    }

    @Override
    public int alignment() {
      return bytes();
    }
  }

  /** An address. */
  public record Pointer() implements Content {
    @Override
    public int bytes() {
      return Long.BYTES;
    }

    @Override
    public int alignment() {
      return Long.BYTES;
    }
  }

  /** Characters, or bytes. */
  public record Characters(int bytes) implements Content {
    @Override
    public int alignment() {
      return 1;
    }
  }

  /** Another structure, in place. */
  public record Inside(KernelStruct struct) implements Content {
    @Override
    public int bytes() {
      return struct.bytes();
    }

    @Override
    public int alignment() {
      return Long.BYTES;
    }
  }

  @Override
  public String toString() {
    return "struct " + name;
  }
}
