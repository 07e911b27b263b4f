/**
 * What functions that programs call are, and what they see of the run and of the system around it.
 */
@NullMarked
package dev.jbpf.vm.helper;

import org.jspecify.annotations.NullMarked;
