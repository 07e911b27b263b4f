/** Numbers of system calls that loaders make, and that programs do not see. */
@NullMarked
package dev.jbpf.kernel.call;

import org.jspecify.annotations.NullMarked;
