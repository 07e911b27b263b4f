/** Functions of the kernel's that programs call by name, as far as they make sense without one. */
@NullMarked
package dev.jbpf.vm.helper.kfunc;

import org.jspecify.annotations.NullMarked;
