package dev.jbpf.testkit;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.MapDef;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.Contexts;
import dev.jbpf.vm.context.Registers;
import dev.jbpf.vm.context.SkBuff;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a program is run with.
 *
 * @param type what the program is loaded as
 * @param packet what it sees; not a copy
 * @param isMemory whether r1 points to the packet itself, and r2 holds its length
 * @param given the context, if it is not to be that of the type
 * @param maps to be created for it
 * @param object the object that the program is a part of, if any
 * @param machine what it runs on; the kernel is as it is
 * @param cpu where it runs, if that is not left to the engine
 * @param differing maps and variables that may differ from engine to engine
 */
record Input(
    ProgramType type,
    Optional<byte[]> packet,
    boolean isMemory,
    Optional<Context> given,
    List<MapDef<?, ?>> maps,
    Optional<ObjectPart> object,
    Machine machine,
    OptionalInt cpu,
    Set<String> differing) {
  static final Input NONE =
      new Input(
          ProgramType.SOCKET_FILTER,
          Optional.empty(),
          false,
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Machine.USUAL,
          OptionalInt.empty(),
          Set.of());

  /** What the kernel's test run wants at least; enough for a record. */
  private static final int LEAST_PACKET = 64;

  Input withType(ProgramType other) {
    return new Input(other, packet, isMemory, given, maps, object, machine, cpu, differing);
  }

  Input withPacket(byte[] bytes) {
    return new Input(
        type,
        Optional.of(bytes.clone()),
        false,
        Optional.empty(),
        maps,
        object,
        machine,
        cpu,
        differing);
  }

  Input withMemory(byte[] bytes) {
    return new Input(
        type,
        Optional.of(bytes.clone()),
        true,
        Optional.empty(),
        maps,
        object,
        machine,
        cpu,
        differing);
  }

  Input withContext(Context context) {
    return new Input(
        type, packet, false, Optional.of(context), maps, object, machine, cpu, differing);
  }

  Input withMap(MapDef<?, ?> map) {
    List<MapDef<?, ?>> more = new ArrayList<>(maps);
    more.add(map);
    return new Input(
        type, packet, isMemory, given, List.copyOf(more), object, machine, cpu, differing);
  }

  Input withObject(ObjectPart part) {
    return new Input(
        type, packet, isMemory, given, maps, Optional.of(part), machine, cpu, differing);
  }

  Input withMachine(Machine other) {
    return new Input(type, packet, isMemory, given, maps, object, other, cpu, differing);
  }

  Input onCpu(int number) {
    return new Input(
        type, packet, isMemory, given, maps, object, machine, OptionalInt.of(number), differing);
  }

  Input differing(String... names) {
    Set<String> more = new HashSet<>(differing);
    more.addAll(List.of(names));
    return new Input(type, packet, isMemory, given, maps, object, machine, cpu, Set.copyOf(more));
  }

  /** {@return a copy of the packet, or of the bytes in its place} */
  byte[] bytes() {
    return packet.map(byte[]::clone).orElseGet(() -> new byte[LEAST_PACKET]);
  }

  /** {@return what r1 points to on the virtual machine} */
  Context context() {
    return isMemory ? Context.of(bytes()) : given.orElseGet(this::usual);
  }

  /** The context of the type; a packet where it is not known. */
  private Context usual() {
    return type == ProgramType.KPROBE
        ? Registers.call()
        : Contexts.of(type, bytes()).orElseGet(() -> SkBuff.of(bytes()));
  }
}
