package dev.jbpf.verifier.facts;

import dev.jbpf.kernel.ProgramType;
import java.util.Optional;

/**
 * What holds for programs of one type, at one place to attach to.
 *
 * @param type the type
 * @param context how the context may be accessed; empty if types of the kernel say it (BTF)
 * @param returns what the program may return; empty if anything
 * @param readsPacket whether packets are read through pointers
 * @param writesPacket whether they are written so, too
 * @param packetArguments which helpers may be given the packet as memory
 * @param loadsLegacy whether it may use {@code ld_abs} and {@code ld_ind}
 * @param mayLock whether it may hold a spin lock
 * @param maySleep whether it may be loaded as one that sleeps
 * @param mustSleep whether it has to be loaded so
 * @param needsTarget whether it is loaded for a function or type of the kernel
 */
public record ProgramRules(
    ProgramType type,
    Optional<ContextLayout> context,
    Optional<ReturnRange> returns,
    boolean readsPacket,
    boolean writesPacket,
    PacketArguments packetArguments,
    boolean loadsLegacy,
    boolean mayLock,
    boolean maySleep,
    boolean mustSleep,
    boolean needsTarget) {
  /** Which helpers a program may give pointers into the packet where they want memory. */
  public enum PacketArguments {
    /** None. */
    NONE,
    /** Those that {@linkplain Effect#TAKES_PACKET take it}. */
    SOME,
    /** Any: what it reads as a packet is plain memory. */
    ANY
  }
}
