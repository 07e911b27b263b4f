/** Places in memory: values of maps, records of rings, objects of the stack, and their members. */
@NullMarked
package dev.jbpf.dsl.value.memory;

import org.jspecify.annotations.NullMarked;
