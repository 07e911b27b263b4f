/** Maps as the kernel has them: flags, limits and error numbers. */
@NullMarked
package dev.jbpf.vm.map;

import org.jspecify.annotations.NullMarked;
