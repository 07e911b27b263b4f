/** Faults put into the machine's classes, to see that the tests find them. */
@NullMarked
package dev.jbpf.testkit.injected;

import org.jspecify.annotations.NullMarked;
