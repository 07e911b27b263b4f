/**
 * Which types of a BTF are one and the same: what a linker has to know once it has put the types of
 * several objects into one table.
 */
@NullMarked
package dev.jbpf.btf.dedup;

import org.jspecify.annotations.NullMarked;
