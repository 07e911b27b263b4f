package dev.jbpf.vm.helper;

/** A helper that says what the engines have to expect of it. */
record MarkedFunction(HelperFunction function, boolean movesMemory, boolean callsBack)
    implements HelperFunction {
  @Override
  public long call(HelperCall call, long r1, long r2, long r3, long r4, long r5) {
    return function.call(call, r1, r2, r3, r4, r5);
  }
}
