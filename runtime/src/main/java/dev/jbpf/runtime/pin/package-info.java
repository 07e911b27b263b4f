/** Names in the BPF file system. */
@NullMarked
package dev.jbpf.runtime.pin;

import org.jspecify.annotations.NullMarked;
