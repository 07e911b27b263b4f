/**
 * Sections of variables in BTF whose sizes change: what a linker completes, and what a user sets.
 */
@NullMarked
package dev.jbpf.btf.section;

import org.jspecify.annotations.NullMarked;
