/** The kernel's helper functions, as far as they make sense without one. */
@NullMarked
package dev.jbpf.vm.helper;

import org.jspecify.annotations.NullMarked;
