package dev.jbpf.ir.alloc.check;

/** That a value is at a location. */
record Need(int location, int register) {
  @Override
  public boolean equals(Object other) {
    return other instanceof Need need && location == need.location && register == need.register;
  }

  @Override
  public int hashCode() {
    return 31 * location + register;
  }
}
