package dev.jbpf.vm.exec;

/**
 * What was counted.
 *
 * @param executed by slots: how often the instruction there ran; 0 for second slots
 * @param taken by slots: how often the jump there was taken; 0 where there is none
 * @param entered by slots: how often the function that starts there was entered
 */
@SuppressWarnings("ArrayRecordComponent")
public record SlotCounts(long[] executed, long[] taken, long[] entered) {}
