/** Helpers whose arguments point to more than memory: dynptrs, timers, pointers kept in maps. */
@NullMarked
package dev.jbpf.vm.helper.pointer;

import org.jspecify.annotations.NullMarked;
