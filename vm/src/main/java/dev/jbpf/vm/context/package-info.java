/** What programs get in r1: packets, registers, trace records. */
@NullMarked
package dev.jbpf.vm.context;

import org.jspecify.annotations.NullMarked;
