package com.example;

import dev.jbpf.map.Codec;
import dev.jbpf.runtime.object.BpfObject;

/** Loads both, and says how large they are. */
public final class Main {
  private Main() {}

  /** Needs the right to load programs. */
  public static void main(String[] arguments) {
    try (BpfObject lengths = BpfObject.load(Lengths.class);
        DropAll drop = DropAll.open().load()) {
      System.out.println("of a method: " + lengths.programs().keySet());
      System.out.println("of assembly: " + drop.programs().dropAll().info().name());
      System.out.println("packets so far: " + lengths.map("counts", Codec.U32, Codec.U64).lookup(0L).orElseThrow());
    }
  }
}
