package dev.jbpf.verifier.facts;

/** Which helpers a program may give pointers into the packet where they want memory. */
public enum PacketArguments {
  /** None. */
  NONE,
  /** Those that {@linkplain Effect#TAKES_PACKET take it}. */
  SOME,
  /** Any: what it reads as a packet is plain memory. */
  ANY
}
