/**
 * What is said of a linked program before a kernel sees it: the verifier's verdict for the kernels
 * that it is for, and what only its definition tells. Not API.
 */
@NullMarked
package dev.jbpf.dsl.verify;

import org.jspecify.annotations.NullMarked;
