package dev.jbpf.verifier.step.machine;

/** How many bytes of stack each function uses, by the slot where it starts. */
public final class StackDepths {
  private final int[] depths;

  StackDepths(int slots) {
    depths = new int[slots];
  }

  public void use(int function, long bytes) {
    depths[function] = (int) Math.max(depths[function], bytes);
  }

  /** {@return the bytes that the function at that slot uses} */
  public int of(int function) {
    return depths[function];
  }
}
