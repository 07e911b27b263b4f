/** Types (BTF) as C writes them. */
@NullMarked
package dev.jbpf.btf.c;

import org.jspecify.annotations.NullMarked;
