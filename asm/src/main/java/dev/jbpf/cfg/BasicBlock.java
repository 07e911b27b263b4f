package dev.jbpf.cfg;

/**
 * A basic block: instructions that run one after the other, all or none.
 *
 * @param index its place in {@link ControlFlow#blocks}
 * @param start its first slot
 * @param end the slot behind its last
 * @param subprogram the place of its subprogram in {@link ControlFlow#subprograms}
 * @param isReachable whether a way leads to it from the program's start
 * @param leaves whether it goes on where no instruction is: behind the program's end, before its
 *     start, or into the middle of an instruction
 * @param loopDepth how many loops it is in
 */
public record BasicBlock(
    int index,
    int start,
    int end,
    int subprogram,
    boolean isReachable,
    boolean leaves,
    int loopDepth) {}
