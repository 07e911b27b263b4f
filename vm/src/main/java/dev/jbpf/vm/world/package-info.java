/** What is around programs, for tests to make: sockets, control groups, memory of the kernel's. */
@NullMarked
package dev.jbpf.vm.world;

import org.jspecify.annotations.NullMarked;
