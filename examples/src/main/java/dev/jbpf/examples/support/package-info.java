/** What the examples have in common. */
@NullMarked
package dev.jbpf.examples.support;

import org.jspecify.annotations.NullMarked;
