package dev.jbpf.testkit;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.map.MapDef;
import dev.jbpf.vm.context.Context;
import dev.jbpf.vm.context.Contexts;
import dev.jbpf.vm.context.Registers;
import dev.jbpf.vm.context.SocketBuffer;
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
record RunInput(
    ProgramType type,
    Optional<byte[]> packet,
    boolean isMemory,
    Optional<Context> given,
    List<MapDef<?, ?>> maps,
    Optional<ObjectPart> object,
    TestMachine machine,
    OptionalInt cpu,
    Set<String> differing) {
  static final RunInput NONE =
      new RunInput(
          ProgramType.SOCKET_FILTER,
          Optional.empty(),
          false,
          Optional.empty(),
          List.of(),
          Optional.empty(),
          TestMachine.USUAL,
          OptionalInt.empty(),
          Set.of());

  /** What the kernel's test run wants at least; enough for a record. */
  private static final int LEAST_PACKET = 64;

  RunInput withType(ProgramType other) {
    return new RunInput(other, packet, isMemory, given, maps, object, machine, cpu, differing);
  }

  RunInput withPacket(byte[] bytes) {
    return new RunInput(
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

  RunInput withMemory(byte[] bytes) {
    return new RunInput(
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

  RunInput withContext(Context context) {
    return new RunInput(
        type, packet, false, Optional.of(context), maps, object, machine, cpu, differing);
  }

  RunInput withMap(MapDef<?, ?> map) {
    List<MapDef<?, ?>> more = new ArrayList<>(maps);
    more.add(map);
    return new RunInput(
        type, packet, isMemory, given, List.copyOf(more), object, machine, cpu, differing);
  }

  RunInput withObject(ObjectPart part) {
    return new RunInput(
        type, packet, isMemory, given, maps, Optional.of(part), machine, cpu, differing);
  }

  RunInput withMachine(TestMachine other) {
    return new RunInput(type, packet, isMemory, given, maps, object, other, cpu, differing);
  }

  RunInput onCpu(int number) {
    return new RunInput(
        type, packet, isMemory, given, maps, object, machine, OptionalInt.of(number), differing);
  }

  RunInput differing(String... names) {
    Set<String> more = new HashSet<>(differing);
    more.addAll(List.of(names));
    return new RunInput(
        type, packet, isMemory, given, maps, object, machine, cpu, Set.copyOf(more));
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
        : Contexts.of(type, bytes()).orElseGet(() -> SocketBuffer.of(bytes()));
  }
}
