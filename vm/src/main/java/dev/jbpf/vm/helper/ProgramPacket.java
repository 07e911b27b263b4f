package dev.jbpf.vm.helper;

import java.util.Optional;

/** The packet of a run: memory that can grow and shrink at both ends. */
public interface ProgramPacket {
  /** {@return whether the run has a packet} */
  boolean isThere();

  /** {@return whether the packet is XDP's} */
  boolean isXdp();

  /** {@return where the header of the link is, from the packet's first byte; negative in front} */
  int linkHeader();

  /** {@return where the header of the network is, counted from the packet's first byte} */
  int networkHeader();

  /** {@return how many bytes the packet has} */
  int length();

  /** {@return how many bytes of metadata there are} */
  int metaLength();

  /** {@return a copy of the packet, with its metadata in front, as the kernel's test run has it} */
  byte[] bytes();

  /** {@return the address of the packet's first byte} */
  long address();

  /** {@return how many bytes there still are in front} */
  long headroom();

  /** Moves the packet's start and its metadata by {@code delta}, to the front if negative. */
  void moveHead(int delta);

  /**
   * Adds {@code count} zeros in front of a packet without metadata, which moves in memory if there
   * is no room. The link's header is there from now on.
   */
  void growHead(int count);

  /**
   * Adds {@code count} zeros behind the first {@code at} bytes, which move to the front; where the
   * headers are does not change.
   */
  void insert(int at, int count);

  /** Takes {@code count} bytes out behind the first {@code at}, which move to the back. */
  void remove(int at, int count);

  /** Tells the program of these bytes only, until the packet moves. */
  void show(int start, int end);

  /** Moves the start of the metadata by {@code delta}, to the front if negative. */
  void moveMeta(int delta);

  /** Moves the end by {@code delta} bytes; new bytes are zero. */
  void moveTail(int delta);

  /**
   * {@return the {@code size} bytes from {@code start} on, counted from the packet's first byte;
   * empty if they are not all there} The link's header may be in front.
   */
  Optional<byte[]> copy(long start, int size);
}
