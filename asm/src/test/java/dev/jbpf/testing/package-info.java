/** What the tests of all modules share. */
@NullMarked
package dev.jbpf.testing;

import org.jspecify.annotations.NullMarked;
