/**
 * What an object's sections hold: functions and what is known of their instructions, symbols, maps.
 */
@NullMarked
package dev.jbpf.elf.bpf.read;

import org.jspecify.annotations.NullMarked;
