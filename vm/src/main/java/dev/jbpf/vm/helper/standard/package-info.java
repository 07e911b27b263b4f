/** The kernel's helper functions, as far as they make sense without one. */
@NullMarked
package dev.jbpf.vm.helper.standard;

import org.jspecify.annotations.NullMarked;
