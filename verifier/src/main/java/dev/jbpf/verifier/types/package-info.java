/** The types of a kernel, as a program meets them: what is where, and how far it is trusted. */
@NullMarked
package dev.jbpf.verifier.types;

import org.jspecify.annotations.NullMarked;
