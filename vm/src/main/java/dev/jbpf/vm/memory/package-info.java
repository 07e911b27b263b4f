/** The memory that a program sees: regions with 64-bit addresses, each access checked. */
@NullMarked
package dev.jbpf.vm.memory;

import org.jspecify.annotations.NullMarked;
