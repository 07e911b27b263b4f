package dev.jbpf.vm.exec;

import dev.jbpf.isa.Operation;
import dev.jbpf.vm.exec.operation.AtomicBits;
import dev.jbpf.vm.exec.operation.Division;
import dev.jbpf.vm.memory.RunMemory;
import java.util.Optional;

/**
 * The instructions that {@link FastPath} leaves: those that are rare or slow anyway, accesses to
 * memory that is shared, and all that end in a fault.
 */
final class SlowPath {
  private static final long LOW = 0xffff_ffffL;

  private SlowPath() {}

  /** {@return where to go on after the instruction at {@code slot}, which is {@code word}} */
  static int run(EngineState machine, long word, int slot) {
    machine.slot = slot;
    long[] registers = machine.frame.registers;
    RunMemory memory = machine.memory();
    int a = MicroCode.a(word);
    int b = MicroCode.b(word);
    int c = MicroCode.c(word);
    switch (MicroCode.micro(word)) {
      case Micro.TRAP -> throw machine.trapped(b);
      case Micro.TAIL_CALL -> {
        return tailCall(machine, slot);
      }
      case Micro.PACKET -> {
        return packet(machine, word, slot);
      }
      case Micro.MAY_GOTO -> {
        return machine.frame.mustGoto() ? jump(machine, slot, c) : slot + 1;
      }
      case Micro.LOAD1 -> registers[a] = memory.load(registers[b] + c, 1);
      case Micro.LOAD2 -> registers[a] = memory.load(registers[b] + c, 2);
      case Micro.LOAD4 -> registers[a] = memory.load(registers[b] + c, 4);
      case Micro.LOAD8 -> registers[a] = memory.load(registers[b] + c, 8);
      case Micro.LOADS1 -> registers[a] = (byte) memory.load(registers[b] + c, 1);
      case Micro.LOADS2 -> registers[a] = (short) memory.load(registers[b] + c, 2);
      case Micro.LOADS4 -> registers[a] = (int) memory.load(registers[b] + c, 4);
      case Micro.STORE1 -> memory.store(registers[a] + c, 1, registers[b]);
      case Micro.STORE2 -> memory.store(registers[a] + c, 2, registers[b]);
      case Micro.STORE4 -> memory.store(registers[a] + c, 4, registers[b]);
      case Micro.STORE8 -> memory.store(registers[a] + c, 8, registers[b]);
      case Micro.ATOMIC -> atomic(memory, registers, registers[a] + c, b);
      case Micro.ACQUIRE -> registers[a] = memory.loadAcquire(registers[b & 0xf] + c, b >> 4);
      case Micro.RELEASE -> memory.storeRelease(registers[a] + c, b >> 4, registers[b & 0xf]);
      case Micro.DIV -> registers[a] = Division.divide(registers[a], registers[b]);
      case Micro.MOD -> registers[a] = Division.modulo(registers[a], registers[b]);
      case Micro.SDIV -> registers[a] = Division.divideSigned(registers[a], registers[b]);
      case Micro.SMOD -> registers[a] = Division.moduloSigned(registers[a], registers[b]);
      case Micro.DIV32 -> registers[a] = Division.divide32(registers[a], registers[b]);
      case Micro.MOD32 -> registers[a] = Division.modulo32(registers[a], registers[b]);
      case Micro.SDIV32 -> registers[a] = Division.divideSigned32(registers[a], registers[b]);
      case Micro.SMOD32 -> registers[a] = Division.moduloSigned32(registers[a], registers[b]);
      case Micro.NEG -> registers[a] = -registers[b];
      case Micro.NEG32 -> registers[a] = -registers[b] & LOW;
      case Micro.MOVSX8 -> registers[a] = (byte) registers[b];
      case Micro.MOVSX16 -> registers[a] = (short) registers[b];
      case Micro.MOVSX32 -> registers[a] = (int) registers[b];
      case Micro.MOVSX8_32 -> registers[a] = (byte) registers[b] & LOW;
      case Micro.MOVSX16_32 -> registers[a] = (short) registers[b] & LOW;
      case Micro.CUT16 -> registers[a] = registers[b] & 0xffffL;
      case Micro.CUT32 -> registers[a] = registers[b] & LOW;
      case Micro.SWAP64 -> registers[a] = Long.reverseBytes(registers[b]);
      default -> {
        return jump(machine, slot, c);
      }
    }
    return slot + 1;
  }

  /** {@return {@code target}} Ends the run if that is further back than there is budget for. */
  static int jump(EngineState machine, int slot, int target) {
    if (target <= slot) {
      machine.charge(slot + 1 - target, slot);
    }
    return target;
  }

  /** Returns what the next program returns, if there is one to continue with. */
  private static int tailCall(EngineState machine, int slot) {
    int depth = machine.frame.depth;
    long[] registers = machine.frame.registers;
    Optional<Executable> next = machine.tailCall(slot, depth, registers[2], registers[3]);
    if (next.isEmpty()) {
      registers[0] = EngineState.noProgram();
      return slot + 1;
    }
    registers[0] = machine.continueWith(next.get(), registers[1], depth);
    return Interpreter.leave(machine, slot);
  }

  /** Returns zero, if the packet is not long enough. */
  private static int packet(EngineState machine, long word, int slot) {
    long[] registers = machine.frame.registers;
    int index = MicroCode.a(word);
    long base = index == 0 ? 0 : registers[index - 1];
    long loaded =
        machine.loadPacket((int) (base + registers[MicroCode.b(word)]), MicroCode.c(word));
    registers[0] = Math.max(loaded, 0);
    return loaded >= 0 ? slot + 1 : Interpreter.leave(machine, slot);
  }

  private static void atomic(RunMemory memory, long[] registers, long address, int bits) {
    int src = AtomicBits.src(bits);
    int size = AtomicBits.size(bits);
    Operation operation = AtomicBits.operation(bits);
    long old = memory.atomic(operation, address, size, registers[src], registers[0]);
    if (AtomicBits.fetches(bits)) {
      registers[AtomicBits.result(bits)] = old;
    }
  }
}
