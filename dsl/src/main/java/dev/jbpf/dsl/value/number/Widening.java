package dev.jbpf.dsl.value.number;

/**
 * Which numbers fit into a type, whatever their value is: those of fewer bits, and of signed types
 * all smaller ones. They are taken where that type is wanted.
 */
public final class Widening {
  private Widening() {}

  /** What fits into {@link U8}. */
  public interface ToU8 {
    /** {@return the lower 8 bits} */
    U8 toU8();
  }

  /** What fits into {@link U16}. */
  public interface ToU16 {
    /** {@return the lower 16 bits} */
    U16 toU16();
  }

  /** What fits into {@link U32}. */
  public interface ToU32 {
    /** {@return the lower 32 bits} */
    U32 toU32();
  }

  /** What fits into {@link U64}. */
  public interface ToU64 {
    /** {@return the number as one of 64 bits without a sign} */
    U64 toU64();
  }

  /** What fits into {@link S8}. */
  public interface ToS8 {
    /** {@return the lower 8 bits} */
    S8 toS8();
  }

  /** What fits into {@link S16}. */
  public interface ToS16 {
    /** {@return the lower 16 bits} */
    S16 toS16();
  }

  /** What fits into {@link S32}. */
  public interface ToS32 {
    /** {@return the lower 32 bits} */
    S32 toS32();
  }

  /** What fits into {@link S64}. */
  public interface ToS64 {
    /** {@return the number as one of 64 bits with a sign} */
    S64 toS64();
  }
}
