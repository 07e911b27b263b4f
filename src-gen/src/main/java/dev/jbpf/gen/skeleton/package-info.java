/**
 * Writes the Java class of an object: {@code jbpf gen skeleton}. {@link
 * dev.jbpf.gen.skeleton.SkeletonGenerator} runs it.
 */
@NullMarked
package dev.jbpf.gen.skeleton;

import org.jspecify.annotations.NullMarked;
