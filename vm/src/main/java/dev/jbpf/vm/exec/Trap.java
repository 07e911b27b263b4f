package dev.jbpf.vm.exec;

import dev.jbpf.vm.fault.FaultKind;

/**
 * A place that ends the run when control gets there.
 *
 * @param kind why
 * @param slot the slot to blame: for a jump to nowhere that of the jump
 * @param reason in one line
 */
record Trap(FaultKind kind, int slot, String reason) {}
