/** What classes that programs are written with say of themselves. */
@NullMarked
package dev.jbpf.methods.mark;

import org.jspecify.annotations.NullMarked;
