/** The builder, and the {@code BPF_*} facade for static import. */
@NullMarked
package dev.jbpf.dsl;

import org.jspecify.annotations.NullMarked;
