package dev.jbpf.vm.exec;

import dev.jbpf.vm.memory.ArrayRegion;
import dev.jbpf.vm.memory.Bytes;
import dev.jbpf.vm.memory.Memory;
import java.util.Optional;

/** Runs decoded programs, one word after the other. */
public final class Interpreter implements Executable {
  private static final long LOW = 0xffff_ffffL;

  private final Code code;
  private final long[] words;
  private final HelperFunction[] helpers;

  /** An interpreter of {@code code}; it keeps no state of runs. */
  public Interpreter(Code code) {
    this(code, Pairs.of(code.words()));
  }

  /** As the other, with words in place of those of {@code code}. */
  Interpreter(Code code, long[] words) {
    this.code = code;
    this.words = words;
    this.helpers = code.helpers().toArray(new HelperFunction[0]);
  }

  @Override
  public Code code() {
    return code;
  }

  @Override
  public long call(
      Machine machine, int entry, long r1, long r2, long r3, long r4, long r5, int depth) {
    return start(machine, code.newRegisters(), entry, r1, r2, r3, r4, r5, depth);
  }

  @Override
  public long run(Machine machine, byte[] argument) {
    machine.reset(this);
    long[] registers = machine.registers;
    java.util.Arrays.fill(registers, 0, Code.FIRST_CONSTANT, 0);
    return start(machine, registers, 0, machine.r1, machine.r2, 0, 0, 0, 0);
  }

  private long start(
      Machine machine,
      long[] registers,
      int entry,
      long r1,
      long r2,
      long r3,
      long r4,
      long r5,
      int depth) {
    prepare(machine, registers, entry, r1, r2, r3, r4, r5, depth);
    return go(machine, registers, depth);
  }

  static void prepare(
      Machine machine,
      long[] registers,
      int entry,
      long r1,
      long r2,
      long r3,
      long r4,
      long r5,
      int depth) {
    registers[1] = r1;
    registers[2] = r2;
    registers[3] = r3;
    registers[4] = r4;
    registers[5] = r5;
    registers[10] = Machine.framePointer(depth);
    machine.pc = entry;
    machine.depth = depth;
    machine.mayGoto = Machine.MAY_GOTO_LIMIT;
    machine.calls.enter(depth, entry);
  }

  /**
   * {@return r0 when the function of {@code floor} returns, or control comes to a break}
   *
   * <p>One long method on purpose: the loop over the words is what has to be fast, and the JVM
   * keeps what is in local variables in registers only inside of one method. For the same reason it
   * has few of them, and leaves budget and depth in the machine. A case that ends with {@code
   * continue} goes on with the next word; {@code break} leaves the switch for a jump that is taken.
   * The bytecode stays below 8,000 bytes, above which HotSpot compiles nothing.
   */
  long go(Machine machine, long[] registers, int floor) {
    long[] words = this.words;
    Memory memory = machine.memory();
    int pc = machine.pc;
    for (; ; ) {
      long word = words[pc++];
      int a = (int) (word >>> 8) & 0xff;
      int b = (int) (word >>> 16) & 0xff_ffff;
      switch ((int) word & 0xff) {
        case Micro.TRAP:
          throw machine.trapped(b);
        case Micro.BREAK:
          machine.pc = pc - 1;
          return registers[0];
        case Micro.ADD:
          registers[a] += registers[b];
          continue;
        case Micro.SUB:
          registers[a] -= registers[b];
          continue;
        case Micro.MUL:
          registers[a] *= registers[b];
          continue;
        case Micro.OR:
          registers[a] |= registers[b];
          continue;
        case Micro.AND:
          registers[a] &= registers[b];
          continue;
        case Micro.LSH:
          registers[a] <<= registers[b];
          continue;
        case Micro.RSH:
          registers[a] >>>= registers[b];
          continue;
        case Micro.XOR:
          registers[a] ^= registers[b];
          continue;
        case Micro.MOV:
          registers[a] = registers[b];
          continue;
        case Micro.ARSH:
          registers[a] >>= registers[b];
          continue;
        case Micro.DIV:
          registers[a] = Arithmetic.divide(registers[a], registers[b]);
          continue;
        case Micro.MOD:
          registers[a] = Arithmetic.modulo(registers[a], registers[b]);
          continue;
        case Micro.SDIV:
          registers[a] = Arithmetic.divideSigned(registers[a], registers[b]);
          continue;
        case Micro.SMOD:
          registers[a] = Arithmetic.moduloSigned(registers[a], registers[b]);
          continue;
        case Micro.NEG:
          registers[a] = -registers[b];
          continue;
        case Micro.MOVSX8:
          registers[a] = (byte) registers[b];
          continue;
        case Micro.MOVSX16:
          registers[a] = (short) registers[b];
          continue;
        case Micro.MOVSX32:
          registers[a] = (int) registers[b];
          continue;
        case Micro.ADD32:
          registers[a] = (registers[a] + registers[b]) & LOW;
          continue;
        case Micro.SUB32:
          registers[a] = (registers[a] - registers[b]) & LOW;
          continue;
        case Micro.MUL32:
          registers[a] = (registers[a] * registers[b]) & LOW;
          continue;
        case Micro.OR32:
          registers[a] = (registers[a] | registers[b]) & LOW;
          continue;
        case Micro.AND32:
          registers[a] = registers[a] & registers[b] & LOW;
          continue;
        case Micro.XOR32:
          registers[a] = (registers[a] ^ registers[b]) & LOW;
          continue;
        case Micro.LSH32:
          registers[a] = (int) registers[a] << (int) registers[b] & LOW;
          continue;
        case Micro.RSH32:
          registers[a] = (int) registers[a] >>> (int) registers[b] & LOW;
          continue;
        case Micro.ARSH32:
          registers[a] = (int) registers[a] >> (int) registers[b] & LOW;
          continue;
        case Micro.DIV32:
          registers[a] = Arithmetic.divide32(registers[a], registers[b]);
          continue;
        case Micro.MOD32:
          registers[a] = Arithmetic.modulo32(registers[a], registers[b]);
          continue;
        case Micro.SDIV32:
          registers[a] = Arithmetic.divideSigned32(registers[a], registers[b]);
          continue;
        case Micro.SMOD32:
          registers[a] = Arithmetic.moduloSigned32(registers[a], registers[b]);
          continue;
        case Micro.MOV32:
          registers[a] = registers[b] & LOW;
          continue;
        case Micro.NEG32:
          registers[a] = -registers[b] & LOW;
          continue;
        case Micro.MOVSX8_32:
          registers[a] = (byte) registers[b] & LOW;
          continue;
        case Micro.MOVSX16_32:
          registers[a] = (short) registers[b] & LOW;
          continue;
        case Micro.CUT16:
          registers[a] = registers[b] & 0xffffL;
          continue;
        case Micro.CUT32:
          registers[a] = registers[b] & LOW;
          continue;
        case Micro.SWAP16:
          registers[a] = Short.reverseBytes((short) registers[b]) & 0xffffL;
          continue;
        case Micro.SWAP32:
          registers[a] = Integer.reverseBytes((int) registers[b]) & LOW;
          continue;
        case Micro.SWAP64:
          registers[a] = Long.reverseBytes(registers[b]);
          continue;
        case Micro.JA:
          break;
        case Micro.JEQ:
          if (registers[a] == registers[b]) {
            break;
          }
          continue;
        case Micro.JGT:
          if (Long.compareUnsigned(registers[a], registers[b]) > 0) {
            break;
          }
          continue;
        case Micro.JGE:
          if (Long.compareUnsigned(registers[a], registers[b]) >= 0) {
            break;
          }
          continue;
        case Micro.JSET:
          if ((registers[a] & registers[b]) != 0) {
            break;
          }
          continue;
        case Micro.JNE:
          if (registers[a] != registers[b]) {
            break;
          }
          continue;
        case Micro.JSGT:
          if (registers[a] > registers[b]) {
            break;
          }
          continue;
        case Micro.JSGE:
          if (registers[a] >= registers[b]) {
            break;
          }
          continue;
        case Micro.JLT:
          if (Long.compareUnsigned(registers[a], registers[b]) < 0) {
            break;
          }
          continue;
        case Micro.JLE:
          if (Long.compareUnsigned(registers[a], registers[b]) <= 0) {
            break;
          }
          continue;
        case Micro.JSLT:
          if (registers[a] < registers[b]) {
            break;
          }
          continue;
        case Micro.JSLE:
          if (registers[a] <= registers[b]) {
            break;
          }
          continue;
        case Micro.JEQ32:
          if ((int) registers[a] == (int) registers[b]) {
            break;
          }
          continue;
        case Micro.JGT32:
          if (Integer.compareUnsigned((int) registers[a], (int) registers[b]) > 0) {
            break;
          }
          continue;
        case Micro.JGE32:
          if (Integer.compareUnsigned((int) registers[a], (int) registers[b]) >= 0) {
            break;
          }
          continue;
        case Micro.JSET32:
          if (((int) registers[a] & (int) registers[b]) != 0) {
            break;
          }
          continue;
        case Micro.JNE32:
          if ((int) registers[a] != (int) registers[b]) {
            break;
          }
          continue;
        case Micro.JSGT32:
          if ((int) registers[a] > (int) registers[b]) {
            break;
          }
          continue;
        case Micro.JSGE32:
          if ((int) registers[a] >= (int) registers[b]) {
            break;
          }
          continue;
        case Micro.JLT32:
          if (Integer.compareUnsigned((int) registers[a], (int) registers[b]) < 0) {
            break;
          }
          continue;
        case Micro.JLE32:
          if (Integer.compareUnsigned((int) registers[a], (int) registers[b]) <= 0) {
            break;
          }
          continue;
        case Micro.JSLT32:
          if ((int) registers[a] < (int) registers[b]) {
            break;
          }
          continue;
        case Micro.JSLE32:
          if ((int) registers[a] <= (int) registers[b]) {
            break;
          }
          continue;
        case Micro.MAY_GOTO:
          if (machine.mayGoto == 0) {
            break;
          }
          machine.mayGoto--;
          continue;
        case Micro.CALL:
          machine.slot = pc - 1;
          registers[0] =
              helpers[b].call(
                  machine, registers[1], registers[2], registers[3], registers[4], registers[5]);
          continue;
        case Micro.CALL_LOCAL:
          pc = enter(machine, registers, pc, Code.c(word));
          continue;
        case Micro.TAIL_CALL:
          if (!tailCall(machine, registers, pc - 1)) {
            continue;
          }
          pc = leave(machine, registers, pc, floor);
          if (pc == Machine.HALTED) {
            return registers[0];
          }
          continue;
        case Micro.EXIT:
          pc = leave(machine, registers, pc, floor);
          if (pc == Machine.HALTED) {
            return registers[0];
          }
          continue;
        case Micro.LOAD1:
          machine.slot = pc - 1;
          registers[a] = load1(memory, registers[b] + Code.c(word));
          continue;
        case Micro.LOAD2:
          machine.slot = pc - 1;
          registers[a] = load2(memory, registers[b] + Code.c(word));
          continue;
        case Micro.LOAD4:
          machine.slot = pc - 1;
          registers[a] = load4(memory, registers[b] + Code.c(word));
          continue;
        case Micro.LOAD8:
          machine.slot = pc - 1;
          registers[a] = load8(memory, registers[b] + Code.c(word));
          continue;
        case Micro.LOADS1:
          machine.slot = pc - 1;
          registers[a] = (byte) load1(memory, registers[b] + Code.c(word));
          continue;
        case Micro.LOADS2:
          machine.slot = pc - 1;
          registers[a] = (short) load2(memory, registers[b] + Code.c(word));
          continue;
        case Micro.LOADS4:
          machine.slot = pc - 1;
          registers[a] = (int) load4(memory, registers[b] + Code.c(word));
          continue;
        case Micro.STORE1:
          machine.slot = pc - 1;
          store1(memory, registers[a] + Code.c(word), registers[b]);
          continue;
        case Micro.STORE2:
          machine.slot = pc - 1;
          store2(memory, registers[a] + Code.c(word), registers[b]);
          continue;
        case Micro.STORE4:
          machine.slot = pc - 1;
          store4(memory, registers[a] + Code.c(word), registers[b]);
          continue;
        case Micro.STORE8:
          machine.slot = pc - 1;
          store8(memory, registers[a] + Code.c(word), registers[b]);
          continue;
        case Micro.ATOMIC:
          machine.slot = pc - 1;
          atomic(memory, registers, registers[a] + Code.c(word), b);
          continue;
        case Micro.ACQUIRE:
          machine.slot = pc - 1;
          registers[a] = memory.loadAcquire(registers[b & 0xf] + Code.c(word), b >> 4);
          continue;
        case Micro.RELEASE:
          machine.slot = pc - 1;
          memory.storeRelease(registers[a] + Code.c(word), b >> 4, registers[b & 0xf]);
          continue;
        case Micro.PACKET:
          registers[0] = packet(machine, registers, word);
          if (registers[0] >= 0) {
            continue;
          }
          registers[0] = 0;
          pc = leave(machine, registers, pc, floor);
          if (pc == Machine.HALTED) {
            return registers[0];
          }
          continue;
        case Micro.WIDE:
          registers[a] = registers[b];
          pc++;
          continue;
        case Pairs.MOV_ADD:
          registers[a] = registers[b];
          registers[a] += registers[Code.b(words[pc++])];
          continue;
        case Pairs.AND_LSH:
          registers[a] &= registers[b];
          registers[a] <<= registers[Code.b(words[pc++])];
          continue;
        case Pairs.ADD_JNE:
          registers[a] += registers[b];
          word = words[pc++];
          if (registers[a] != registers[Code.b(word)]) {
            break;
          }
          continue;
        case Pairs.ADD_JLT:
          registers[a] += registers[b];
          word = words[pc++];
          if (Long.compareUnsigned(registers[a], registers[Code.b(word)]) < 0) {
            break;
          }
          continue;
        case Pairs.LOAD1_JEQ:
          machine.slot = pc - 1;
          registers[a] = load1(memory, registers[b] + Code.c(word));
          word = words[pc++];
          if (registers[a] == registers[Code.b(word)]) {
            break;
          }
          continue;
        case Pairs.LOAD1_JNE:
          machine.slot = pc - 1;
          registers[a] = load1(memory, registers[b] + Code.c(word));
          word = words[pc++];
          if (registers[a] != registers[Code.b(word)]) {
            break;
          }
          continue;
        case Pairs.LOAD2_SWAP16:
          machine.slot = pc - 1;
          registers[a] =
              Short.reverseBytes((short) load2(memory, registers[b] + Code.c(word))) & 0xffffL;
          pc++;
          continue;
        case Pairs.LOAD4_SWAP32:
          machine.slot = pc - 1;
          registers[a] =
              Integer.reverseBytes((int) load4(memory, registers[b] + Code.c(word))) & LOW;
          pc++;
          continue;
        default:
          throw new AssertionError("no micro instruction " + Code.micro(word));
      }
      int target = Code.c(word);
      if (target < pc) {
        machine.charge(pc - target, pc - 1);
      }
      pc = target;
    }
  }

  /** {@return where the function starts that is called before {@code returnTo}} */
  private static int enter(Machine machine, long[] registers, int returnTo, int entry) {
    CallStack calls = machine.calls;
    calls.save(machine.depth, registers, returnTo, machine.mayGoto);
    int depth = machine.deeper(machine.depth, returnTo - 1);
    calls.enter(depth, entry);
    machine.depth = depth;
    machine.mayGoto = Machine.MAY_GOTO_LIMIT;
    registers[10] = Machine.framePointer(depth);
    return entry;
  }

  /** {@return where the caller goes on; {@link Machine#HALTED} at the end of {@code floor}} */
  private static int leave(Machine machine, long[] registers, int pc, int floor) {
    CallStack calls = machine.calls;
    int depth = machine.depth;
    if (depth > 0) {
      machine.charge(Math.max(pc - calls.entry(depth), 1), pc - 1);
    }
    if (depth == floor) {
      machine.pc = Machine.HALTED;
      return Machine.HALTED;
    }
    machine.depth = depth - 1;
    machine.mayGoto = calls.mayGoto(depth - 1);
    registers[10] = Machine.framePointer(depth - 1);
    return calls.restore(depth - 1, registers);
  }

  /** {@return whether there was a program to continue with; r0 is what it returned} */
  private static boolean tailCall(Machine machine, long[] registers, int slot) {
    int depth = machine.depth;
    Optional<Executable> next = machine.tailCall(slot, depth, registers[2], registers[3]);
    if (next.isEmpty()) {
      registers[0] = Machine.noProgram();
      return false;
    }
    registers[0] = machine.continueWith(next.get(), registers[1], depth);
    machine.depth = depth;
    return true;
  }

  // HotSpot inlines methods of up to 35 bytes of bytecode whatever it has learned: those that
  // follow.

  private static long load1(Memory memory, long address) {
    ArrayRegion region = memory.readableAt(address);
    int index = region.index(address, 1);
    if (index >= 0) {
      return region.load1(index);
    }
    return memory.load(address, 1);
  }

  private static long load2(Memory memory, long address) {
    ArrayRegion region = memory.readableAt(address);
    int index = region.index(address, 2);
    if (index >= 0) {
      return region.load2(index);
    }
    return memory.load(address, 2);
  }

  private static long load4(Memory memory, long address) {
    ArrayRegion region = memory.readableAt(address);
    int index = region.index(address, 4);
    if (index >= 0) {
      return region.load4(index);
    }
    return memory.load(address, 4);
  }

  private static long load8(Memory memory, long address) {
    ArrayRegion region = memory.readableAt(address);
    int index = region.index(address, 8);
    if (index >= 0) {
      return region.load8(index);
    }
    return memory.load(address, 8);
  }

  private static void store1(Memory memory, long address, long value) {
    ArrayRegion region = memory.writableAt(address);
    int index = region.index(address, 1);
    if (index >= 0) {
      Bytes.store1(region.data, index, value);
    } else {
      memory.store(address, 1, value);
    }
  }

  private static void store2(Memory memory, long address, long value) {
    ArrayRegion region = memory.writableAt(address);
    int index = region.index(address, 2);
    if (index >= 0) {
      Bytes.store2(region.data, index, value);
    } else {
      memory.store(address, 2, value);
    }
  }

  private static void store4(Memory memory, long address, long value) {
    ArrayRegion region = memory.writableAt(address);
    int index = region.index(address, 4);
    if (index >= 0) {
      Bytes.store4(region.data, index, value);
    } else {
      memory.store(address, 4, value);
    }
  }

  private static void store8(Memory memory, long address, long value) {
    ArrayRegion region = memory.writableAt(address);
    int index = region.index(address, 8);
    if (index >= 0) {
      Bytes.store8(region.data, index, value);
    } else {
      memory.store(address, 8, value);
    }
  }

  private static void atomic(Memory memory, long[] registers, long address, int bits) {
    int src = AtomicBits.src(bits);
    int size = AtomicBits.size(bits);
    var op = AtomicBits.op(bits);
    long old = memory.atomic(op, address, size, registers[src], registers[0]);
    if (AtomicBits.fetches(bits)) {
      registers[AtomicBits.result(bits)] = old;
    }
  }

  private static long packet(Machine machine, long[] registers, long word) {
    int index = Code.a(word);
    long base = index == 0 ? 0 : registers[index - 1];
    return machine.loadPacket((int) (base + registers[Code.b(word)]), Code.c(word));
  }
}
