package dev.jbpf.runtime.symbols;

/**
 * A symbol of the kernel or of one of its modules.
 *
 * @param address 0 where this process may not know it
 * @param type as nm(1) prints it: {@code t} and {@code T} are functions
 * @param name with the suffix that the compiler may have added: {@code .constprop.0}
 * @param module empty for the kernel itself
 */
public record KernelSymbol(long address, char type, String name, String module) {
  /** {@return whether it is code} */
  public boolean isFunction() {
    return Character.toLowerCase(type) == 't' || Character.toLowerCase(type) == 'w';
  }
}
