/**
 * How control passes through a function: orders, predecessors, dominators, loops, callees, and what
 * is not reached.
 */
@NullMarked
package dev.jbpf.ir.flow;

import org.jspecify.annotations.NullMarked;
