/**
 * What is told of a program that the kernel was given: the verifier's log, lines of Java, rewritten
 * instructions.
 */
@NullMarked
package dev.jbpf.runtime.report;

import org.jspecify.annotations.NullMarked;
