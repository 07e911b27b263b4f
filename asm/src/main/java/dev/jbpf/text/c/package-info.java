/**
 * Values as C has them, in the arguments of the kernel's macros and behind its preprocessor's
 * conditions: types, limits, fields of contexts, the kernel's names.
 */
@NullMarked
package dev.jbpf.text.c;

import org.jspecify.annotations.NullMarked;
