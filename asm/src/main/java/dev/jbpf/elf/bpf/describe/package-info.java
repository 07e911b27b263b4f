/** What an object tells of its programs and maps in BTF: types, functions, lines. */
@NullMarked
package dev.jbpf.elf.bpf.describe;

import org.jspecify.annotations.NullMarked;
