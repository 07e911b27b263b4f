/**
 * The back end of all front ends: they append instructions to a {@link
 * dev.jbpf.code.link.CodeImage}, and {@link dev.jbpf.code.link.LinkPasses} finishes it.
 */
@NullMarked
package dev.jbpf.code.link;

import org.jspecify.annotations.NullMarked;
