/** The arguments of parameterized tests. */
@NullMarked
package dev.jbpf.testkit.argument;

import org.jspecify.annotations.NullMarked;
