package dev.jbpf.dsl.value.packet;

import dev.jbpf.ir.Value;

/**
 * Where a header starts.
 *
 * @param address what {@code offset} counts from
 * @param offset in bytes
 * @param isFixed whether {@code address} is the packet's start
 */
record Place(Value address, int offset, boolean isFixed) {
  Place plus(int bytes) {
    return new Place(address, offset + bytes, isFixed);
  }
}
