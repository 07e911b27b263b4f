/** What methods run on as plain Java: maps, helpers and memory of the virtual machine. */
@NullMarked
package dev.jbpf.methods.plain;

import org.jspecify.annotations.NullMarked;
