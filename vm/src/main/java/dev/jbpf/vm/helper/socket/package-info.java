/** Helpers that find sockets, ask of them, change them, and keep them in maps. */
@NullMarked
package dev.jbpf.vm.helper.socket;

import org.jspecify.annotations.NullMarked;
