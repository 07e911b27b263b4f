package dev.jbpf.vm.helper.family;

import dev.jbpf.vm.helper.Borrowed;

/** A reference to an object that somebody else keeps alive, too. */
public record Reference(String name) implements Borrowed {
  @Override
  public void abandon() {
    // Whoever made the object has it still.
  }
}
