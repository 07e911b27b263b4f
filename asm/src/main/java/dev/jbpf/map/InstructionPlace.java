package dev.jbpf.map;

/**
 * What an array of instructions holds: {@code struct bpf_insn_array_value}.
 *
 * @param slot the slot of an instruction of the program, as it is given to the kernel
 * @param loaded its slot once the program is loaded, which the kernel tells; {@code 0xffffffff} if
 *     it was removed; 0 before
 * @param compiled where it is in the compiled program, in bytes, which the kernel tells; 0 before
 * @param reserved 0
 */
public record InstructionPlace(
    @U32 long slot, @U32 long loaded, @U32 long compiled, @U32 long reserved) {

  /** Names the instruction at {@code slot} of the program that will be loaded. */
  public InstructionPlace(long slot) {
    this(slot, 0, 0, 0);
  }
}
