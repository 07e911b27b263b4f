/** What the loaders of objects share: data, slots of maps, tables of jumps. */
@NullMarked
package dev.jbpf.elf.bpf.load;

import org.jspecify.annotations.NullMarked;
