/** What stops a program. */
@NullMarked
package dev.jbpf.vm.fault;

import org.jspecify.annotations.NullMarked;
