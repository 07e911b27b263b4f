/** Bytes in memory as values of a type (BTF), and values as bytes. */
@NullMarked
package dev.jbpf.btf.value;

import org.jspecify.annotations.NullMarked;
