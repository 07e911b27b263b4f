package dev.jbpf.vm.exec;

import dev.jbpf.vm.memory.ArrayRegion;
import dev.jbpf.vm.memory.Bytes;

/**
 * The loop over the words, for what is frequent and needs nothing but registers and memory of the
 * run itself.
 *
 * <p>One long method on purpose, with few variables and no call in it that is not inlined: the JVM
 * keeps variables in the processor's registers only inside of one method, and only if there are
 * enough of them everywhere in the loop. So an access to memory, which needs most, is in one place
 * for all loads and one for all stores, and whatever else there is to do, {@link Interpreter} does
 * between two runs of the loop. The bytecode stays below 8,000 bytes, above which HotSpot compiles
 * nothing.
 */
final class FastPath {
  private static final long LOW = 0xffff_ffffL;

  private FastPath() {}

  /**
   * {@return the slot that control came to, whose instruction has done nothing yet and is not for
   * the fast path: because of its kind, because memory is not the run's own, because the budget is
   * used up, because it calls from where nothing was called before}
   *
   * <p>A case ends with {@code continue}, for the next word, or leaves for what it shares with
   * others: {@code load} and {@code store} check memory, {@code taken} jumps, {@code pair} goes on
   * behind the second word.
   */
  static int run(EngineState machine, long[] start, long[] words, int pc) {
    long[] registers = start;
    for (; ; pc++) {
      long word = words[pc];
      int a = MicroCode.a(word);
      int b = MicroCode.b(word);
      pair:
      {
        taken:
        {
          store:
          {
            load:
            {
              switch (MicroCode.micro(word)) {
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
                case Micro.MOV32:
                  registers[a] = registers[b] & LOW;
                  continue;
                case Micro.SWAP16:
                  registers[a] = Short.reverseBytes((short) registers[b]) & 0xffffL;
                  continue;
                case Micro.SWAP32:
                  registers[a] = Integer.reverseBytes((int) registers[b]) & LOW;
                  continue;
                case Micro.JA:
                  break taken;
                case Micro.JEQ:
                  if (registers[a] == registers[b]) {
                    break taken;
                  }
                  continue;
                case Micro.JGT:
                  if (Long.compareUnsigned(registers[a], registers[b]) > 0) {
                    break taken;
                  }
                  continue;
                case Micro.JGE:
                  if (Long.compareUnsigned(registers[a], registers[b]) >= 0) {
                    break taken;
                  }
                  continue;
                case Micro.JSET:
                  if ((registers[a] & registers[b]) != 0) {
                    break taken;
                  }
                  continue;
                case Micro.JNE:
                  if (registers[a] != registers[b]) {
                    break taken;
                  }
                  continue;
                case Micro.JSGT:
                  if (registers[a] > registers[b]) {
                    break taken;
                  }
                  continue;
                case Micro.JSGE:
                  if (registers[a] >= registers[b]) {
                    break taken;
                  }
                  continue;
                case Micro.JLT:
                  if (Long.compareUnsigned(registers[a], registers[b]) < 0) {
                    break taken;
                  }
                  continue;
                case Micro.JLE:
                  if (Long.compareUnsigned(registers[a], registers[b]) <= 0) {
                    break taken;
                  }
                  continue;
                case Micro.JSLT:
                  if (registers[a] < registers[b]) {
                    break taken;
                  }
                  continue;
                case Micro.JSLE:
                  if (registers[a] <= registers[b]) {
                    break taken;
                  }
                  continue;
                case Micro.JEQ32:
                  if ((int) registers[a] == (int) registers[b]) {
                    break taken;
                  }
                  continue;
                case Micro.JGT32:
                  if (Integer.compareUnsigned((int) registers[a], (int) registers[b]) > 0) {
                    break taken;
                  }
                  continue;
                case Micro.JGE32:
                  if (Integer.compareUnsigned((int) registers[a], (int) registers[b]) >= 0) {
                    break taken;
                  }
                  continue;
                case Micro.JSET32:
                  if (((int) registers[a] & (int) registers[b]) != 0) {
                    break taken;
                  }
                  continue;
                case Micro.JNE32:
                  if ((int) registers[a] != (int) registers[b]) {
                    break taken;
                  }
                  continue;
                case Micro.JSGT32:
                  if ((int) registers[a] > (int) registers[b]) {
                    break taken;
                  }
                  continue;
                case Micro.JSGE32:
                  if ((int) registers[a] >= (int) registers[b]) {
                    break taken;
                  }
                  continue;
                case Micro.JLT32:
                  if (Integer.compareUnsigned((int) registers[a], (int) registers[b]) < 0) {
                    break taken;
                  }
                  continue;
                case Micro.JLE32:
                  if (Integer.compareUnsigned((int) registers[a], (int) registers[b]) <= 0) {
                    break taken;
                  }
                  continue;
                case Micro.JSLT32:
                  if ((int) registers[a] < (int) registers[b]) {
                    break taken;
                  }
                  continue;
                case Micro.JSLE32:
                  if ((int) registers[a] <= (int) registers[b]) {
                    break taken;
                  }
                  continue;
                case Micro.WIDE:
                  registers[a] = registers[b];
                  break pair;
                case Pairs.MOV_ADD:
                  registers[a] = registers[b];
                  registers[a] += registers[MicroCode.b(words[pc + 1])];
                  break pair;
                case Pairs.AND_LSH:
                  registers[a] &= registers[b];
                  registers[a] <<= registers[MicroCode.b(words[pc + 1])];
                  break pair;
                case Pairs.ADD_JNE:
                  registers[a] += registers[b];
                  word = words[++pc];
                  if (registers[a] != registers[MicroCode.b(word)]) {
                    break taken;
                  }
                  continue;
                case Pairs.ADD_JLT:
                  registers[a] += registers[b];
                  word = words[++pc];
                  if (Long.compareUnsigned(registers[a], registers[MicroCode.b(word)]) < 0) {
                    break taken;
                  }
                  continue;
                case Micro.LOAD1:
                case Micro.LOAD2:
                case Micro.LOAD4:
                case Micro.LOAD8:
                case Micro.LOADS1:
                case Micro.LOADS2:
                case Micro.LOADS4:
                case Pairs.LOAD1_JEQ:
                case Pairs.LOAD1_JNE:
                case Pairs.LOAD2_SWAP16:
                case Pairs.LOAD4_SWAP32:
                  break load;
                case Micro.STORE1:
                case Micro.STORE2:
                case Micro.STORE4:
                case Micro.STORE8:
                  break store;
                case Micro.CALL_LOCAL:
                  CallFrame callee = machine.frame.known();
                  if (callee == null) {
                    return pc;
                  }
                  int entry = MicroCode.c(word);
                  callee.enter(
                      entry,
                      pc,
                      registers[1],
                      registers[2],
                      registers[3],
                      registers[4],
                      registers[5]);
                  machine.frame = callee;
                  registers = callee.registers;
                  pc = entry - 1;
                  continue;
                case Micro.EXIT:
                  CallFrame frame = machine.frame;
                  long rest = machine.budget - frame.charge(pc);
                  if (frame.isFirst() || rest < 0) {
                    return pc;
                  }
                  machine.budget = rest;
                  machine.frame = frame.leave();
                  registers = machine.frame.registers;
                  pc = frame.returnTo() - 1;
                  continue;
                default:
                  return pc;
              }
            }
            long address = registers[b] + MicroCode.c(word);
            ArrayRegion region = machine.memory().readableAt(address);
            long offset = address - region.base;
            int index = (int) offset & Integer.MAX_VALUE;
            byte[] data = region.data;
            if (index != offset) {
              return pc;
            }
            switch (MicroCode.micro(word)) {
              case Micro.LOAD1:
                if (index > data.length - 1) {
                  return pc;
                }
                registers[a] = Bytes.load1(data, index);
                continue;
              case Micro.LOAD2:
                if (index > data.length - 2) {
                  return pc;
                }
                registers[a] = Bytes.load2(data, index);
                continue;
              case Micro.LOAD4:
                if (index > data.length - 4) {
                  return pc;
                }
                registers[a] = Bytes.load4(data, index);
                continue;
              case Micro.LOAD8:
                if (index > data.length - 8) {
                  return pc;
                }
                registers[a] = Bytes.load8(data, index);
                continue;
              case Micro.LOADS1:
                if (index > data.length - 1) {
                  return pc;
                }
                registers[a] = (byte) Bytes.load1(data, index);
                continue;
              case Micro.LOADS2:
                if (index > data.length - 2) {
                  return pc;
                }
                registers[a] = (short) Bytes.load2(data, index);
                continue;
              case Micro.LOADS4:
                if (index > data.length - 4) {
                  return pc;
                }
                registers[a] = (int) Bytes.load4(data, index);
                continue;
              case Pairs.LOAD1_JEQ:
                if (index > data.length - 1) {
                  return pc;
                }
                registers[a] = Bytes.load1(data, index);
                word = words[++pc];
                if (registers[a] == registers[MicroCode.b(word)]) {
                  break taken;
                }
                continue;
              case Pairs.LOAD1_JNE:
                if (index > data.length - 1) {
                  return pc;
                }
                registers[a] = Bytes.load1(data, index);
                word = words[++pc];
                if (registers[a] != registers[MicroCode.b(word)]) {
                  break taken;
                }
                continue;
              case Pairs.LOAD2_SWAP16:
                if (index > data.length - 2) {
                  return pc;
                }
                registers[a] = Short.reverseBytes((short) Bytes.load2(data, index)) & 0xffffL;
                break pair;
              case Pairs.LOAD4_SWAP32:
                if (index > data.length - 4) {
                  return pc;
                }
                registers[a] = Integer.reverseBytes((int) Bytes.load4(data, index)) & LOW;
                break pair;
              default:
                return pc;
            }
          }
          long address = registers[a] + MicroCode.c(word);
          ArrayRegion region = machine.memory().writableAt(address);
          long offset = address - region.base;
          int index = (int) offset & Integer.MAX_VALUE;
          byte[] data = region.data;
          if (index != offset) {
            return pc;
          }
          switch (MicroCode.micro(word)) {
            case Micro.STORE1:
              if (index > data.length - 1) {
                return pc;
              }
              Bytes.store1(data, index, registers[b]);
              continue;
            case Micro.STORE2:
              if (index > data.length - 2) {
                return pc;
              }
              Bytes.store2(data, index, registers[b]);
              continue;
            case Micro.STORE4:
              if (index > data.length - 4) {
                return pc;
              }
              Bytes.store4(data, index, registers[b]);
              continue;
            case Micro.STORE8:
              if (index > data.length - 8) {
                return pc;
              }
              Bytes.store8(data, index, registers[b]);
              continue;
            default:
              return pc;
          }
        }
        int distance = MicroCode.c(word) - 1 - pc;
        if (distance < 0) {
          long remaining = machine.budget + distance;
          if (remaining < 0) {
            return pc;
          }
          machine.budget = remaining;
        }
        pc += distance;
        continue;
      }
      pc++;
    }
  }
}
