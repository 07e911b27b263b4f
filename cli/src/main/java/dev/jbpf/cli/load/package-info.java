/** What is loaded: where it comes from, and what is told of it. */
@NullMarked
package dev.jbpf.cli.load;

import org.jspecify.annotations.NullMarked;
