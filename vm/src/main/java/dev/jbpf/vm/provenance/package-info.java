/**
 * Where pointers come from, for runs that fault where the kernel's verifier refuses a program that
 * makes one of a number, or goes with it where it does not belong.
 */
@NullMarked
package dev.jbpf.vm.provenance;

import org.jspecify.annotations.NullMarked;
