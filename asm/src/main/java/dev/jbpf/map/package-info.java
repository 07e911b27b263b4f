/**
 * What a map is, whoever keeps it: its definition, how its keys and values lie in memory, and the
 * operations that Java has on it. The kernel's maps and the virtual machine's implement {@link
 * dev.jbpf.map.BpfMap}.
 */
@NullMarked
package dev.jbpf.map;

import org.jspecify.annotations.NullMarked;
