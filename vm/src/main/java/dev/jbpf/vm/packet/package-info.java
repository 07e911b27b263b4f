/**
 * Packets as people think of them: headers with names for their fields, checksums, files of
 * captures. {@link dev.jbpf.vm.packet.Packet} builds, {@link dev.jbpf.vm.packet.DecodedPacket}
 * reads.
 */
@NullMarked
package dev.jbpf.vm.packet;

import org.jspecify.annotations.NullMarked;
