/** The C preprocessor, as far as pasted sources need it: macros and conditional parts. */
@NullMarked
package dev.jbpf.text.cpp;

import org.jspecify.annotations.NullMarked;
