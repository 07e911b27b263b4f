/** Places that need something of the object whose programs are attached there. */
@NullMarked
package dev.jbpf.runtime.attach.object;

import org.jspecify.annotations.NullMarked;
