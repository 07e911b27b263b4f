/** How control passes through a program. */
@NullMarked
package dev.jbpf.code.flow;

import org.jspecify.annotations.NullMarked;
