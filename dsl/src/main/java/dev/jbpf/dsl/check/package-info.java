/**
 * What can be said of a linked program without a kernel: a forward data flow over registers, the
 * stack and addresses, and the rules of the verifier that it decides. Not API.
 *
 * <p>It refuses only what the verifier refuses on every kernel that the program is for. What it
 * does not follow, and leaves to the verifier: ranges of numbers that are not constants, bounds of
 * packets, references that must be released, locks, types of the kernel's own structures.
 */
@NullMarked
package dev.jbpf.dsl.check;

import org.jspecify.annotations.NullMarked;
