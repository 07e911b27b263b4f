/** What the tests of this module and of those above it share. */
@NullMarked
package dev.jbpf.runtime.testing;

import org.jspecify.annotations.NullMarked;
