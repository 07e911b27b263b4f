/** Variables of programs in the kernel, where Java reads and writes them. */
@NullMarked
package dev.jbpf.runtime.data;

import org.jspecify.annotations.NullMarked;
