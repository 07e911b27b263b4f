/**
 * System calls by a few bytes of machine code of our own, where the C library would be in between.
 * All of it is here, and {@code -Djbpf.directSyscalls=false} does without.
 */
@NullMarked
package dev.jbpf.runtime.sys.direct;

import org.jspecify.annotations.NullMarked;
