/**
 * From a broken rule to what its author reads: the line, how control came there, and what helps, in
 * the words of the language that it is written in.
 */
@NullMarked
package dev.jbpf.verifier.explain;

import org.jspecify.annotations.NullMarked;
