package dev.jbpf.vm.exec;

import dev.jbpf.code.Program;
import dev.jbpf.isa.Field;
import dev.jbpf.isa.Format;
import dev.jbpf.isa.Immediate;
import dev.jbpf.isa.Op;
import dev.jbpf.isa.Reg;
import dev.jbpf.isa.Words;
import dev.jbpf.kernel.Helper;
import dev.jbpf.vm.exec.operation.AtomicBits;
import dev.jbpf.vm.fault.FaultKind;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.memory.AddressSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/** Makes {@link MicroCode} of a program. One program each. */
final class Decoder {
  private static final int TAIL_CALL_ID = Helper.TAIL_CALL.value();

  private final Program program;
  private final Linkage linkage;
  private final Map<Long, Integer> constants = new HashMap<>();
  private final List<Trap> traps = new ArrayList<>();
  private final List<HelperFunction> helpers = new ArrayList<>();
  private final Map<Long, Integer> helperIndex = new HashMap<>();
  private long[] words;
  private int end;

  /** For each word behind the program the instruction that it is there for. */
  private int[] appendedFor;

  /** The instructions that arrays of instructions name, which {@code gotox} may go to. */
  private final TreeSet<Integer> places = new TreeSet<>();

  private final BitSet functions = new BitSet();
  private long[] registers = new long[Reg.COUNT + 16];
  private int registerCount = Reg.COUNT;

  Decoder(Program program, Linkage linkage) {
    if (program.size() > MicroCode.MAX_SLOTS) {
      throw new IllegalArgumentException(
          "a program of " + program.size() + " slots: " + MicroCode.MAX_SLOTS + " is the limit");
    }
    this.program = program;
    this.linkage = linkage;
    this.words = new long[program.size() + 1];
    this.appendedFor = new int[program.size() + 1];
    this.end = program.size();
  }

  MicroCode decode(boolean isCounted) {
    functions.set(0);
    linkage.exceptionCallback().ifPresent(functions::set);
    int last = Math.max(program.size() - 1, 0);
    append(trap(FaultKind.END_OF_PROGRAM, last, "the program has no exit here"), last);
    findPlaces();
    for (int slot = 0; slot < program.size(); slot++) {
      Optional<Op> op = program.opAt(slot);
      // Not at once: decoding may append, and so replace the array.
      long word = op.isPresent() ? decode(op.get(), slot) : other(slot);
      words[slot] = word;
    }
    return new MicroCode(
        program,
        Arrays.copyOf(words, end),
        Arrays.copyOf(registers, registerCount),
        traps,
        helpers,
        functions,
        linkage.exceptionCallback(),
        Arrays.copyOfRange(appendedFor, program.size(), end),
        isCounted);
  }

  /** Notes which instructions the arrays of instructions name that the program has. */
  private void findPlaces() {
    for (int slot = 0; slot < program.size(); slot++) {
      Optional<Op> op = program.opAt(slot).filter(row -> row.slots() == 2);
      if (op.isPresent()) {
        int number = Words.imm(program.word(slot));
        Optional<Integer> descriptor =
            switch (op.get()) {
              case LDDW_MAP_FD, LDDW_MAP_VALUE -> Optional.of(number);
              case LDDW_MAP_IDX, LDDW_MAP_IDX_VALUE -> linkage.descriptorAt(number);
              default -> Optional.empty();
            };
        descriptor.ifPresent(found -> places.addAll(linkage.places(found)));
      }
    }
    places.removeIf(place -> place >= program.size() || program.opAt(place).isEmpty());
  }

  /**
   * The place of what looks for the instruction whose address a register holds, among those that
   * the program's arrays of instructions name.
   */
  private int indirect(int register, int slot) {
    append(
        trap(
            FaultKind.JUMP_OUTSIDE,
            slot,
            "gotox: the register holds no address of an array of instructions"),
        slot);
    return choice(register, List.copyOf(places), end - 1, slot);
  }

  private int choice(int register, List<Integer> among, int none, int slot) {
    int middle = among.size() / 2;
    if (among.size() > 1) {
      int lower = choice(register, among.subList(0, middle), none, slot);
      int upper = choice(register, among.subList(middle, among.size()), none, slot);
      append(MicroCode.pack(Micro.JGE, register, address(among.get(middle)), upper), slot);
      append(MicroCode.pack(Micro.JA, 0, 0, lower), slot);
      return end - 2;
    } else if (among.isEmpty()) {
      return none;
    }
    append(MicroCode.pack(Micro.JEQ, register, address(among.get(0)), among.get(0)), slot);
    append(MicroCode.pack(Micro.JA, 0, 0, none), slot);
    return end - 2;
  }

  private int address(int place) {
    return constant(AddressSpace.functionHandle(place));
  }

  private void append(long word, int slot) {
    if (end == words.length) {
      words = Arrays.copyOf(words, words.length * 2);
      appendedFor = Arrays.copyOf(appendedFor, words.length);
    }
    appendedFor[end] = slot;
    words[end++] = word;
  }

  private long trap(FaultKind kind, int slot, String reason) {
    traps.add(new Trap(kind, slot, reason));
    return MicroCode.pack(Micro.TRAP, 0, traps.size() - 1, 0);
  }

  /** Kernels look at all fields of {@code exit} that it does not use, but for the offset. */
  private long other(int slot) {
    long withoutOffset = Words.withOff(program.word(slot), (short) 0);
    return withoutOffset == Op.EXIT.template()
        ? MicroCode.pack(Micro.EXIT, 0, 0, 0)
        : invalid(slot);
  }

  private long invalid(int slot) {
    String word = String.format("%016x", Long.reverseBytes(program.word(slot)));
    return trap(FaultKind.INVALID_INSTRUCTION, slot, word + " is no instruction");
  }

  private int constant(long value) {
    return constants.computeIfAbsent(value, this::newConstant);
  }

  private int newConstant(long value) {
    if (registerCount == registers.length) {
      registers = Arrays.copyOf(registers, registers.length * 2);
    }
    registers[registerCount] = value;
    return registerCount++;
  }

  private long decode(Op op, int slot) {
    long word = program.word(slot);
    if (writesFramePointer(op, word)) {
      return trap(FaultKind.FRAME_POINTER, slot, op.mnemonic() + " writes r10, which is read-only");
    }
    return switch (op.format()) {
      case ALU_IMM, ALU_REG, ALU_UNARY -> alu(op, word);
      case JUMP_IMM, JUMP_REG, JUMP -> jump(op, word, slot);
      case JUMP_ADDRESS -> MicroCode.pack(Micro.JA, 0, 0, indirect(Words.dst(word), slot));
      case JUMP_LONG -> MicroCode.pack(Micro.JA, 0, 0, target(slot, Words.imm(word)));
      case CALL_TARGET -> callLocal(target(slot, Words.imm(word)));
      case HELPER_ID -> helper(Words.imm(word), slot);
      case KFUNC_ID -> kfunc(Words.imm(word), slot);
      case CALL_ADDRESS -> unsupported(slot, "callx: calls through a register are in no kernel");
      // An arena is at one address, which has 32 bits: for programs, and for processes.
      case ADDRESS_CAST ->
          MicroCode.pack(MicroTable.of(Op.MOV_REG), Words.dst(word), Words.src(word), 0);
      case NO_OPERANDS -> MicroCode.pack(Micro.EXIT, 0, 0, 0);
      case LOAD -> load(op, word);
      case STORE_IMM, STORE_REG -> store(op, word);
      case ATOMIC -> atomic(op, word);
      case PACKET_ABS, PACKET_IND -> packet(op, word);
      case WIDE_IMM, WIDE_MAP, WIDE_PAIR, WIDE_TARGET -> wide(op, slot);
    };
  }

  private static boolean writesFramePointer(Op op, long word) {
    int frame = Reg.R10.number();
    return switch (op.format()) {
      case ALU_IMM, ALU_REG, ALU_UNARY, ADDRESS_CAST, LOAD -> Words.dst(word) == frame;
      case WIDE_IMM, WIDE_MAP, WIDE_PAIR, WIDE_TARGET -> Words.dst(word) == frame;
      case ATOMIC -> Words.src(word) == frame && op.writesSrc();
      case JUMP_IMM, JUMP_REG, JUMP, JUMP_ADDRESS, JUMP_LONG -> false;
      case HELPER_ID, CALL_TARGET, KFUNC_ID -> false;
      case CALL_ADDRESS, NO_OPERANDS, STORE_IMM, STORE_REG, PACKET_ABS, PACKET_IND -> false;
    };
  }

  /** The register that the instruction reads second, or the constant. */
  private int operand(Op op, long word) {
    return op.format().immediate() == Immediate.S32 ? constant(Words.imm(word)) : Words.src(word);
  }

  private long alu(Op op, long word) {
    int dst = Words.dst(word);
    int b = op.format() == Format.ALU_UNARY ? dst : operand(op, word);
    return MicroCode.pack(MicroTable.of(op), dst, b, 0);
  }

  private long jump(Op op, long word, int slot) {
    return MicroCode.pack(
        MicroTable.of(op), Words.dst(word), operand(op, word), target(slot, Words.off(word)));
  }

  /** The place that a jump of {@code distance} goes to; a trap of its own if there is none. */
  private int target(int slot, int distance) {
    long target = slot + 1L + distance;
    if (target >= 0 && target < program.size()) {
      return (int) target;
    }
    String reason = "slot " + target + " is outside the program of " + program.size();
    append(trap(FaultKind.JUMP_OUTSIDE, slot, reason), slot);
    return end - 1;
  }

  private long callLocal(int target) {
    functions.set(target);
    return MicroCode.pack(Micro.CALL_LOCAL, 0, 0, target);
  }

  private long helper(int id, int slot) {
    if (id == TAIL_CALL_ID) {
      return MicroCode.pack(Micro.TAIL_CALL, 0, 0, 0);
    }
    String name = Helper.of(id).map(helper -> helper.functionName() + ", ").orElse("");
    return call(linkage.helper(id), id, slot, name + "helper", "withHelper");
  }

  private long kfunc(int id, int slot) {
    return call(linkage.kfunc(id), id | 1L << 32, slot, "kfunc", "withKfunc");
  }

  private long call(
      Optional<HelperFunction> found, long key, int slot, String what, String method) {
    Optional<String> unreachable = linkage.unreachable(slot);
    if (unreachable.isPresent()) {
      return trap(FaultKind.UNKNOWN_HELPER, slot, unreachable.get());
    }
    if (found.isEmpty()) {
      int id = (int) key;
      String reason =
          String.format(
              "the machine has no %s %d; VmOptions.%s(%d, …) gives it one", what, id, method, id);
      return trap(FaultKind.UNKNOWN_HELPER, slot, reason);
    }
    int index = helperIndex.computeIfAbsent(key, unused -> add(found.get()));
    return MicroCode.pack(Micro.CALL, 0, index, 0);
  }

  private int add(HelperFunction helper) {
    helpers.add(helper);
    return helpers.size() - 1;
  }

  private long unsupported(int slot, String reason) {
    return trap(FaultKind.UNSUPPORTED, slot, reason);
  }

  private long load(Op op, long word) {
    int micro = MicroTable.of(op);
    int b = micro == Micro.ACQUIRE ? Words.src(word) | op.accessSize() << 4 : Words.src(word);
    return MicroCode.pack(micro, Words.dst(word), b, Words.off(word));
  }

  private long store(Op op, long word) {
    int micro = MicroTable.of(op);
    int b = micro == Micro.RELEASE ? Words.src(word) | op.accessSize() << 4 : operand(op, word);
    return MicroCode.pack(micro, Words.dst(word), b, Words.off(word));
  }

  private long atomic(Op op, long word) {
    int b = AtomicBits.pack(Words.src(word), op.operation(), op.accessSize());
    return MicroCode.pack(Micro.ATOMIC, Words.dst(word), b, Words.off(word));
  }

  private long packet(Op op, long word) {
    int index = op.format().has(Field.SRC) ? Words.src(word) + 1 : 0;
    return MicroCode.pack(Micro.PACKET, index, constant(Words.imm(word)), op.accessSize());
  }

  private long wide(Op op, int slot) {
    long word = program.word(slot);
    long imm = Words.immediate(op, word, program.word(slot + 1));
    int low = (int) imm;
    int high = (int) (imm >>> 32);
    OptionalLong value =
        switch (op) {
          case LDDW -> OptionalLong.of(imm);
          case LDDW_MAP_FD -> linkage.map(low);
          case LDDW_MAP_VALUE -> linkage.mapValue(low, high);
          case LDDW_MAP_IDX -> indexed(low, linkage::map);
          case LDDW_MAP_IDX_VALUE -> indexed(low, fd -> linkage.mapValue(fd, high));
          case LDDW_FUNC -> function(slot, low);
          default -> OptionalLong.empty();
        };
    return value.isPresent()
        ? MicroCode.pack(Micro.WIDE, Words.dst(word), constant(value.getAsLong()), 0)
        : unsupported(slot, "lddw: there is no such " + missing(op) + ": " + low);
  }

  private OptionalLong indexed(int index, java.util.function.IntFunction<OptionalLong> find) {
    return linkage.descriptorAt(index).map(find::apply).orElse(OptionalLong.empty());
  }

  private OptionalLong function(int slot, int distance) {
    long target = slot + 1L + distance;
    if (target < 0 || target >= program.size()) {
      return OptionalLong.empty();
    }
    functions.set((int) target);
    return OptionalLong.of(AddressSpace.functionHandle((int) target));
  }

  private static String missing(Op op) {
    return switch (op) {
      case LDDW_BTF_ID -> "kernel variable";
      case LDDW_FUNC -> "subprogram";
      default -> "map";
    };
  }
}
