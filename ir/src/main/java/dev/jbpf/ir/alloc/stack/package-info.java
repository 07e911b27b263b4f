/**
 * Where objects and slots lie in a function's frame: those share bytes that are never in use
 * together.
 */
@NullMarked
package dev.jbpf.ir.alloc.stack;

import org.jspecify.annotations.NullMarked;
