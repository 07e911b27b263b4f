package dev.jbpf.ir.alloc;

import dev.jbpf.isa.Reg;

/**
 * Where values are, as numbers: 0 to 9 are the machine's registers, 10 is the frame pointer, and
 * from {@link #FIRST_SLOT} on come slots of the stack, of 8 bytes each, whose place is chosen
 * later.
 */
public final class Locations {
  /** The registers that values may have. */
  public static final int REGISTERS = Reg.R10.number();

  /** The frame pointer. */
  public static final int FRAME = Reg.R10.number();

  /** Registers from this one on survive calls. */
  public static final int FIRST_KEPT = Reg.R6.number();

  /** The first slot. */
  public static final int FIRST_SLOT = 16;

  private Locations() {}

  /** {@return whether it is a register} */
  public static boolean isRegister(int location) {
    return location <= FRAME;
  }

  /** {@return the location of the slot of that number} */
  public static int slot(int number) {
    return FIRST_SLOT + number;
  }

  /** {@return the number of the slot} */
  public static int slotNumber(int location) {
    return location - FIRST_SLOT;
  }

  /** {@return what dumps call it} */
  public static String name(int location) {
    return isRegister(location) ? "r" + location : "slot" + slotNumber(location);
  }
}
