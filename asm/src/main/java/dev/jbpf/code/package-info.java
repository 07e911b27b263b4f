/**
 * Programs and what they are made of: elements that a builder, a parser or a decoder gives, linked
 * into an immutable {@link dev.jbpf.code.Program}.
 */
@NullMarked
package dev.jbpf.code;

import org.jspecify.annotations.NullMarked;
