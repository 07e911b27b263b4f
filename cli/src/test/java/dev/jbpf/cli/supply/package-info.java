/** What is built and delivered: jars, what they depend on, and its known faults. */
@NullMarked
package dev.jbpf.cli.supply;

import org.jspecify.annotations.NullMarked;
