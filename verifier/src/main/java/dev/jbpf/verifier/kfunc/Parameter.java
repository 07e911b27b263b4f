package dev.jbpf.verifier.kfunc;

/**
 * A parameter of a function of the kernel.
 *
 * @param kind what is wanted
 * @param structure the id of the structure that an address is to be of; 0 if it is of none
 * @param bytes how many bytes are there, if they are numbers alone; 0 if they are not, or unknown
 * @param isNullable whether null will do as well
 * @param isFilled whether it is made there, and need not be anything before
 */
public record Parameter(Kind kind, int structure, int bytes, boolean isNullable, boolean isFilled) {

  /** What is wanted. */
  public enum Kind {
    /** A number. */
    NUMBER,
    /** A number that is constant. */
    CONSTANT,
    /** Nothing that anybody looks at. */
    IGNORED,
    /** An address: of an object, or of bytes. */
    ADDRESS,
    /** An address of as many bytes as the next argument says. */
    SIZED,
    /** That size. */
    SIZE,
    /** That size, which has to be a constant. */
    CONSTANT_SIZE,
    /** A dynptr. */
    DYNPTR,
    /** Where the flags of interrupts are kept. */
    INTERRUPTS,
    /** What only a map's value or an object of the program's holds. */
    KEPT,
    /** A map. */
    MAP,
    /** A function of the program's. */
    FUNCTION,
    /** What the verifier does not look into. */
    OTHER
  }
}
