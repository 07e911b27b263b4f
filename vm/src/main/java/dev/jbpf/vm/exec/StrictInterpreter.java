package dev.jbpf.vm.exec;

import dev.jbpf.isa.Op;
import dev.jbpf.isa.Words;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperSignature;
import dev.jbpf.vm.exec.operation.AtomicBits;
import dev.jbpf.vm.fault.FaultKind;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.provenance.Shadow;
import dev.jbpf.vm.provenance.Tag;
import java.util.Optional;

/**
 * Runs decoded programs an instruction at a time, and keeps beside each value where it comes from.
 * What an instruction does is what it does in the other interpreter.
 */
public final class StrictInterpreter implements Executable {
  private static final int REGISTERS = 11;

  private final MicroCode code;

  /** An interpreter of {@code code}; it keeps no state of runs. */
  public StrictInterpreter(MicroCode code) {
    this.code = code;
  }

  @Override
  public MicroCode code() {
    return code;
  }

  private Shadow shadow(EngineState machine) {
    return machine.state(
        Shadow.class,
        () ->
            new Shadow(
                machine.memory(), machine.space(), EngineState.FRAMES, EngineState.FRAME_BYTES));
  }

  @Override
  public long run(EngineState machine, byte[] argument) {
    machine.reset(this);
    machine.drainReleased();
    CallFrame frame = machine.frame;
    frame.enter(0, CallFrame.ENGINE, machine.r1, machine.r2, 0, 0, 0);
    Shadow shadow = shadow(machine);
    shadow.enter(0, shadow.pointer(machine.r1), Tag.NUMBER);
    go(machine, shadow, 0);
    machine.finish();
    return frame.registers[0];
  }

  @Override
  public long call(
      EngineState machine, int entry, long r1, long r2, long r3, long r4, long r5, int depth) {
    CallFrame before = machine.frame;
    CallFrame frame = before.forCallBack(code, depth);
    frame.enter(entry, CallFrame.ENGINE, r1, r2, r3, r4, r5);
    machine.frame = frame;
    Shadow shadow = shadow(machine);
    shadow.enter(
        depth,
        shadow.pointer(r1),
        shadow.pointer(r2),
        shadow.pointer(r3),
        shadow.pointer(r4),
        shadow.pointer(r5));
    go(machine, shadow, entry);
    machine.frame = before;
    return frame.registers[0];
  }

  private void go(EngineState machine, Shadow shadow, int entry) {
    int slot = entry;
    while (slot != Interpreter.HALTED) {
      slot = new Step(machine, shadow, slot, code.words()[slot]).run();
    }
  }

  /** One instruction. */
  private final class Step {
    private final EngineState machine;
    private final Shadow shadow;
    private final int slot;
    private final long word;
    private final int depth;
    private final long[] registers;
    private final int micro;
    private final int a;
    private final int b;

    Step(EngineState machine, Shadow shadow, int slot, long word) {
      this.machine = machine;
      this.shadow = shadow;
      this.slot = slot;
      this.word = word;
      this.depth = machine.frame.depth;
      this.registers = machine.frame.registers;
      this.micro = MicroCode.micro(word);
      this.a = MicroCode.a(word);
      this.b = MicroCode.b(word);
    }

    int run() {
      return switch (micro) {
        case Micro.EXIT -> exit();
        case Micro.CALL_LOCAL -> enter();
        case Micro.CALL -> call(code.helpers().get(b));
        case Micro.TAIL_CALL -> tailCall();
        case Micro.PACKET -> packet();
        case Micro.TRAP -> SlowPath.run(machine, word, slot);
        default -> micro >= Micro.JA && micro <= Micro.MAY_GOTO ? jump() : straight();
      };
    }

    private void refuse(Optional<String> reason) {
      if (reason.isPresent()) {
        throw machine.fault(FaultKind.PROVENANCE, slot, reason.get());
      }
    }

    private void require(int register) {
      if (register < REGISTERS && shadow.get(depth, register) instanceof Tag.Unwritten) {
        refuse(Optional.of("r" + register + " was never written"));
      }
    }

    private int exit() {
      require(0);
      machine.slot = slot;
      Tag result = shadow.get(depth, 0);
      boolean isFirst = machine.frame.isFirst();
      int next = Interpreter.leave(machine, slot);
      if (!isFirst) {
        shadow.called(depth - 1, result);
      }
      return next;
    }

    private int enter() {
      Tag[] arguments = shadow.arguments(depth);
      int entry = Interpreter.enter(machine, slot, MicroCode.c(word));
      shadow.enter(depth + 1, arguments);
      return entry;
    }

    private int call(HelperFunction helper) {
      Interpreter.call(machine, slot, helper);
      shadow.written(depth, registers);
      if (helper.movesMemory() && !helper.callsBack()) {
        shadow.movePacket();
      }
      machine.drainReleased().forEach(shadow::release);
      shadow.called(depth, result());
      return slot + 1;
    }

    /** What a helper returns is in its signature; of other functions, an address is a pointer. */
    private Tag result() {
      long encoded = code.program().word(slot);
      boolean isHelper = Words.src(encoded) == 0;
      boolean mayPoint =
          !isHelper
              || Helper.of(Words.imm(encoded))
                  .map(helper -> helper.signature().result() != HelperSignature.Result.INT)
                  .orElse(true);
      return mayPoint ? shadow.pointer(registers[0]) : Tag.NUMBER;
    }

    private int tailCall() {
      int next = SlowPath.run(machine, word, slot);
      if (next != Interpreter.HALTED) {
        shadow.called(machine.frame.depth, Tag.NUMBER);
      }
      return next;
    }

    private int packet() {
      require(6);
      int next = SlowPath.run(machine, word, slot);
      if (next == slot + 1) {
        shadow.called(depth, Tag.NUMBER);
      } else {
        shadow.set(machine.frame.depth, 0, Tag.NUMBER);
      }
      return next;
    }

    private int jump() {
      if (micro != Micro.JA && micro != Micro.MAY_GOTO) {
        require(a);
        require(b);
      }
      boolean isTaken =
          micro == Micro.JA
              || (micro == Micro.MAY_GOTO
                  ? machine.frame.mustGoto()
                  : ConditionTests.hold(micro, registers[a], registers[b]));
      return isTaken ? SlowPath.jump(machine, slot, MicroCode.c(word)) : slot + 1;
    }

    private int straight() {
      boolean isLoad = micro >= Micro.LOAD1 && micro <= Micro.LOADS4 || micro == Micro.ACQUIRE;
      if (isLoad) {
        return load();
      }
      if (micro >= Micro.STORE1 && micro <= Micro.ATOMIC || micro == Micro.RELEASE) {
        return store();
      }
      Tag result = micro == Micro.WIDE ? constant() : computed();
      int next = execute();
      shadow.set(depth, a, result);
      return next;
    }

    /** On its own, with breaks behind it. */
    private int execute() {
      long[] alone = {
        word, MicroCode.pack(Micro.BREAK, 0, 0, 0), MicroCode.pack(Micro.BREAK, 0, 0, 0)
      };
      int at = FastPath.run(machine, registers, alone, 0);
      return at == 0 ? SlowPath.run(machine, word, slot) : slot + at;
    }

    private int size() {
      return switch (micro) {
        case Micro.LOAD1, Micro.LOADS1, Micro.STORE1 -> 1;
        case Micro.LOAD2, Micro.LOADS2, Micro.STORE2 -> 2;
        case Micro.LOAD4, Micro.LOADS4, Micro.STORE4 -> 4;
        case Micro.ATOMIC -> AtomicBits.size(b);
        case Micro.ACQUIRE, Micro.RELEASE -> b >> 4;
        default -> 8;
      };
    }

    private int load() {
      int base = micro == Micro.ACQUIRE ? b & 0xf : b;
      long address = registers[base] + MicroCode.c(word);
      machine.slot = slot;
      refuse(shadow.refuse(depth, base, address, size(), true));
      int next = execute();
      shadow.set(depth, a, shadow.loaded(address, size(), registers[a]));
      return next;
    }

    private int store() {
      long address = registers[a] + MicroCode.c(word);
      boolean isAtomic = micro == Micro.ATOMIC;
      machine.slot = slot;
      refuse(shadow.refuse(depth, a, address, size(), isAtomic));
      int source = isAtomic ? AtomicBits.src(b) : micro == Micro.RELEASE ? b & 0xf : b;
      refuse(shadow.store(depth, source, address, size()));
      int next = execute();
      if (isAtomic && AtomicBits.fetches(b)) {
        shadow.set(depth, AtomicBits.result(b), Tag.NUMBER);
      }
      return next;
    }

    private Tag constant() {
      Op op = Op.of(code.program().word(slot)).orElseThrow();
      boolean isValue = op == Op.LDDW_MAP_VALUE || op == Op.LDDW_MAP_IDX_VALUE;
      return isValue ? shadow.pointer(code.constant(b)) : Tag.NUMBER;
    }

    /** {@return what comes of arithmetic, of which the kernel admits little with pointers} */
    private Tag computed() {
      if (micro != Micro.MOV) {
        require(b);
      }
      if (micro == Micro.MOV) {
        require(b);
        return b < REGISTERS ? shadow.get(depth, b) : Tag.NUMBER;
      }
      if (isCast()) {
        return Tag.NUMBER;
      }
      require(a);
      return arithmetic(isPointer(a), isPointer(b));
    }

    /** {@return whether it makes a number of anything, of itself alone} */
    private boolean isCast() {
      return switch (micro) {
        case Micro.NEG, Micro.NEG32, Micro.MOV32 -> true;
        case Micro.MOVSX8_32, Micro.MOVSX16_32 -> true;
        default ->
            micro >= Micro.MOVSX8 && micro <= Micro.MOVSX32
                || micro >= Micro.CUT16 && micro <= Micro.SWAP64;
      };
    }

    private Tag arithmetic(boolean isFirst, boolean isSecond) {
      if (!isFirst && !isSecond) {
        return Tag.NUMBER;
      }
      if (micro == Micro.ADD && isFirst != isSecond) {
        return shadow.get(depth, isFirst ? a : b);
      }
      if (micro == Micro.SUB && isFirst) {
        return isSecond ? Tag.NUMBER : shadow.get(depth, a);
      }
      if (micro == Micro.SUB32 && isFirst) {
        return Tag.NUMBER;
      }
      return prohibited(isFirst ? a : b);
    }

    private boolean isPointer(int register) {
      return register < REGISTERS && shadow.get(depth, register) instanceof Tag.Pointer;
    }

    private Tag prohibited(int register) {
      refuse(Optional.of("r" + register + " is a pointer, of which this makes something else"));
      return Tag.NUMBER;
    }
  }
}
