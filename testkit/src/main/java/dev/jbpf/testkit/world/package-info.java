/**
 * Where programs run, with what, and what came of it: the JVM and the kernel behind one interface.
 */
@NullMarked
package dev.jbpf.testkit.world;

import org.jspecify.annotations.NullMarked;
