/** Maps as methods use them. */
@NullMarked
package dev.jbpf.methods.map;

import org.jspecify.annotations.NullMarked;
