package dev.jbpf.vm.jit.flow;

import java.util.List;

/**
 * Slots that control comes to one after the other only, from the first access of a group to the
 * last. Jumps may leave it.
 *
 * @param end the slot that follows
 */
public record Stretch(int start, int end, List<AccessGroup> groups) {}
