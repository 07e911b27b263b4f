package dev.jbpf.runtime.inspect;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * All that the kernel tells about a program.
 *
 * @param id its number among all programs of the system
 * @param type the kernel's number of its type: a newer kernel may have types that we do not know
 * @param name empty if it has none
 * @param tag a hash of its instructions, in hexadecimal
 * @param isGpl whether its license may use what the kernel keeps for GPL
 * @param loadedAt when it was loaded, to the second
 * @param user who loaded it
 * @param translatedBytes the size of the instructions as the verifier rewrote them
 * @param nativeBytes the size of the machine code; 0 where the kernel interprets
 * @param lockedBytes the memory that the kernel counts for it, if it tells
 * @param maps the numbers of the maps that it uses
 * @param types the number of its types (BTF); 0 if it has none
 * @param interfaceIndex the network interface that it is made for, if it is offloaded
 * @param runTime time spent in it, while statistics are on; since Linux 5.1
 * @param runCount how often it ran, while statistics are on; since Linux 5.1
 * @param missed how often it was left out since it ran already; since Linux 5.12
 * @param verifiedInstructions how many instructions the verifier looked at; since Linux 5.16
 * @param targetTypes the number of the types in which its target is; 0 if it has none
 * @param target the number of the kernel's function or type that it is made for; 0 for none
 */
public record ProgramDetails(
    long id,
    long type,
    String name,
    String tag,
    boolean isGpl,
    Instant loadedAt,
    long user,
    long translatedBytes,
    long nativeBytes,
    OptionalLong lockedBytes,
    List<Long> maps,
    long types,
    OptionalInt interfaceIndex,
    Duration runTime,
    long runCount,
    long missed,
    long verifiedInstructions,
    long targetTypes,
    long target) {
  public ProgramDetails {
    maps = List.copyOf(maps);
  }
}
