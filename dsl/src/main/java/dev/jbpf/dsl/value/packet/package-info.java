/** Headers of packets: there once their bounds are checked, gone when the packet moves. */
@NullMarked
package dev.jbpf.dsl.value.packet;

import org.jspecify.annotations.NullMarked;
