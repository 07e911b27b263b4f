/** The control flow of a program: blocks, edges, loops, and drawings of them. */
@NullMarked
package dev.jbpf.cfg;

import org.jspecify.annotations.NullMarked;
