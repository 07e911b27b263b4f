/** What programs are called with. */
@NullMarked
package dev.jbpf.methods.context;

import org.jspecify.annotations.NullMarked;
