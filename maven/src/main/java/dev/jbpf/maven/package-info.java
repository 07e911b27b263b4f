/** The goals of the Maven plugin. */
@NullMarked
package dev.jbpf.maven;

import org.jspecify.annotations.NullMarked;
