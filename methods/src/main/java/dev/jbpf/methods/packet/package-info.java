/** Headers of packets: null where they are not there. */
@NullMarked
package dev.jbpf.methods.packet;

import org.jspecify.annotations.NullMarked;
