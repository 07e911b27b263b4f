package dev.jbpf.text.state;

import dev.jbpf.btf.core.operand.CoreOperand;

/**
 * An instruction with a number that depends on the kernel's types.
 *
 * @param place a symbol that stands where it starts
 * @param operand what it depends on
 * @param from where in the source that is said
 * @param to where that ends
 */
public record CoreUse(int place, CoreOperand operand, int from, int to) {}
