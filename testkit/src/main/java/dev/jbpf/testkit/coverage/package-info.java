/** Counts what tests' programs do, and reports it when all tests are over. */
@NullMarked
package dev.jbpf.testkit.coverage;

import org.jspecify.annotations.NullMarked;
