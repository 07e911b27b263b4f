package dev.jbpf.verifier.fuzz;

import static dev.jbpf.verifier.testing.Code.add;
import static dev.jbpf.verifier.testing.Code.call;
import static dev.jbpf.verifier.testing.Code.exit;
import static dev.jbpf.verifier.testing.Code.load;
import static dev.jbpf.verifier.testing.Code.move;
import static dev.jbpf.verifier.testing.Code.set;
import static dev.jbpf.verifier.testing.Code.slot;
import static dev.jbpf.verifier.testing.Code.store;
import static dev.jbpf.verifier.testing.Code.storeValue;

import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.verifier.facts.ContextLayout;
import dev.jbpf.verifier.facts.KernelModel;
import dev.jbpf.verifier.facts.ProgramRules;
import dev.jbpf.verifier.fuzz.Registers.Kind;
import dev.jbpf.verifier.fuzz.Registers.Value;
import dev.jbpf.verifier.testing.AskedKernel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Makes programs that are nearly right: what it does, it mostly does as a careful author would, and
 * now and then it forgets a test, or is off by one.
 */
final class Maker {
  private static final KernelModel MODEL = KernelModel.of(AskedKernel.RUNNING);
  private static final int[] SIZES = {1, 2, 4, 8};
  private static final int[] ALU = {
    0x00, 0x10, 0x20, 0x30, 0x40, 0x50, 0x60, 0x70, 0x90, 0xa0, 0xb0, 0xc0
  };
  private static final int[] CONDITIONS = {
    0x10, 0x20, 0x30, 0x40, 0x50, 0x60, 0x70, 0xa0, 0xb0, 0xc0, 0xd0
  };
  private static final int K = 0;
  private static final int X = 8;
  private static final int ALU32 = 4;
  private static final int JMP = 5;
  private static final int JMP32 = 6;
  private static final int ALU64 = 7;
  private static final int JEQ = 0x15;
  private static final int JNE = 0x55;
  private static final int DEPTH = 3;

  private static final List<ProgramType> TYPES =
      List.of(
          ProgramType.SOCKET_FILTER,
          ProgramType.SOCKET_FILTER,
          ProgramType.SCHED_CLS,
          ProgramType.SCHED_CLS,
          ProgramType.SCHED_CLS,
          ProgramType.XDP,
          ProgramType.XDP,
          ProgramType.TRACEPOINT,
          ProgramType.KPROBE,
          ProgramType.CGROUP_SKB,
          ProgramType.SK_SKB,
          ProgramType.LWT_XMIT,
          ProgramType.RAW_TRACEPOINT,
          ProgramType.SK_MSG,
          ProgramType.SOCK_OPS);

  private final Random random;
  private final Draft draft = new Draft();
  private final Map<Integer, Integer> starts = new HashMap<>();
  private final ProgramType type;
  private final ProgramRules rules;
  private final double care;
  private Registers registers = new Registers();
  private int subprograms;
  private boolean isCallback;

  private Maker(Random random) {
    this.random = random;
    this.type = TYPES.get(random.nextInt(TYPES.size()));
    this.rules = MODEL.program(type, 0).orElseThrow();
    this.care = 1 - 0.08 * Math.pow(random.nextDouble(), 3);
  }

  /** {@return a program that follows from the seed alone} */
  static Candidate make(long seed) {
    return new Maker(new Random(seed)).make();
  }

  private Candidate make() {
    draft.add(move(6, 1));
    registers.set(1, new Value(Kind.CONTEXT, 0, 0));
    registers.set(6, registers.get(1));
    statements(4 + random.nextInt(12), 0);
    result();
    for (int i = 0; i < subprograms; i++) {
      subprogram(i);
    }
    draft.link(starts);
    return new Candidate(type, 0, random.nextInt(8) == 0 ? 1 : 0, draft.slots(), draft.maps());
  }

  private void result() {
    if (isCareful() || registers.get(0).kind() == Kind.NONE && isCareful()) {
      draft.add(set(0, random.nextInt(2)));
    }
    draft.add(exit());
  }

  private boolean isCareful() {
    return random.nextDouble() < care;
  }

  private int pick(int... from) {
    return from[random.nextInt(from.length)];
  }

  private void statements(int count, int depth) {
    for (int i = 0; i < count; i++) {
      statement(depth);
    }
  }

  private void statement(int depth) {
    switch (random.nextInt(depth < DEPTH ? 24 : 17)) {
      case 0, 1 -> number();
      case 2, 3, 4 -> arithmetic();
      case 5 -> bound();
      case 6 -> context();
      case 7 -> spill();
      case 8, 9 -> access();
      case 10 -> variable();
      case 11 -> atomic();
      case 12 -> copy();
      case 13 -> helper();
      case 14 -> mapAddress();
      case 15 -> legacy();
      case 16 -> odd();
      case 17, 18 -> branch(depth);
      case 19 -> loop(depth);
      case 20, 21 -> lookup(depth);
      case 22 -> packet(depth);
      case 23 -> rare(depth);
      default -> throw new AssertionError();
    }
  }

  private void rare(int depth) {
    switch (random.nextInt(5)) {
      case 0 -> record(depth);
      case 1 -> {
        if (MODEL.admits(type, 0, MODEL.helper(84).orElseThrow()) || !isCareful()) {
          socket(depth);
        }
      }
      case 2 -> subprogramCall();
      case 3 -> callback();
      case 4 -> queue();
      default -> throw new AssertionError();
    }
  }

  /** {@return a register to write; seldom one that is needed} */
  private int target() {
    for (int tries = 0; tries < 4; tries++) {
      int register = random.nextInt(10);
      if (register != 6 && (registers.get(register).kind() != Kind.VALUE || tries > 1)) {
        return register;
      }
    }
    return 7;
  }

  /** {@return a register with such a value; any register if there is none, or by mistake} */
  private int with(Kind kind) {
    List<Integer> all = registers.of(kind);
    if (all.isEmpty() || random.nextInt(200) == 0) {
      return kind == Kind.NUMBER && isCareful() ? numbered() : random.nextInt(10);
    }
    return all.get(random.nextInt(all.size()));
  }

  private int numbered() {
    int register = target();
    draft.add(set(register, random.nextInt(64)));
    registers.set(register, new Value(Kind.NUMBER, 63, 0));
    return register;
  }

  private int constant() {
    return switch (random.nextInt(8)) {
      case 0 -> random.nextInt();
      case 1 -> -1 - random.nextInt(16);
      case 2 -> 1 << random.nextInt(31);
      case 3 -> (1 << random.nextInt(31)) - 1;
      default -> random.nextInt(64);
    };
  }

  private void number() {
    int register = target();
    switch (random.nextInt(5)) {
      case 0 -> draft.add(slot(0x18, register, 0, 0, constant()), (long) constant() << 32);
      case 1 -> {
        draft.add(call(Helper.GET_PRANDOM_U32.value()));
        registers.call();
        draft.add(move(register, 0));
      }
      case 2 -> draft.add(slot(0xb4, register, 0, 0, constant()));
      default -> draft.add(set(register, constant()));
    }
    registers.set(register, Value.NUMBER);
  }

  private void arithmetic() {
    int dst = with(Kind.NUMBER);
    int width = random.nextInt(3) == 0 ? ALU32 : ALU64;
    int operation = pick(ALU);
    if (random.nextBoolean()) {
      int imm =
          operation == 0x60 || operation == 0x70 || operation == 0xc0 ? shift(width) : constant();
      boolean divides = operation == 0x30 || operation == 0x90;
      draft.add(
          slot(
              operation | K | width,
              dst,
              0,
              divides ? random.nextInt(8) / 7 : 0,
              divides && imm == 0 ? 7 : imm));
    } else {
      draft.add(
          slot(
              operation | X | width,
              dst,
              with(Kind.NUMBER),
              operation == 0xb0 && random.nextInt(4) == 0 ? pick(8, 16) : 0,
              0));
    }
    if (random.nextInt(12) == 0) {
      draft.add(slot(0x80 | width, dst, 0, 0, 0));
    }
    if (random.nextInt(12) == 0) {
      draft.add(slot(pick(0xd4, 0xdc, 0xd7), dst, 0, 0, pick(16, 32, 64)));
    }
    if (registers.get(dst).kind() == Kind.NUMBER) {
      registers.set(dst, Value.NUMBER);
    }
  }

  private int shift(int width) {
    int most = width == ALU32 ? 32 : 64;
    return isCareful() ? random.nextInt(most) : random.nextInt(most + 8);
  }

  private void bound() {
    int register = with(Kind.NUMBER);
    int most = (1 << random.nextInt(6)) - 1;
    switch (random.nextInt(4)) {
      case 0 -> draft.add(slot(0x57, register, 0, 0, most));
      case 1 -> draft.add(slot(0x54, register, 0, 0, most));
      case 2 -> draft.add(slot(0x97, register, 0, 0, most + 1));
      default -> {
        int width = random.nextInt(4) == 0 ? JMP32 : JMP;
        int over = draft.jump(pick(0xb0, 0xb0, 0xd0, 0xa0) | width, register, 0, most);
        draft.add(set(0, 0), exit());
        draft.land(over);
        if (width == JMP32 && isCareful()) {
          draft.add(slot(0xbc, register, register, 0, 0));
        }
      }
    }
    registers.set(register, new Value(Kind.NUMBER, most, 0));
  }

  private void context() {
    ContextLayout layout = rules.context().orElseThrow();
    int base = isCareful() ? 6 : with(Kind.CONTEXT);
    boolean stores = random.nextInt(8) == 0;
    int size = pick(4, 4, 4, 8, 2, 1);
    List<Integer> right =
        IntStream.range(0, Math.min(256, layout.size()))
            .filter(at -> stores ? layout.canStore(at, size) : layout.load(at, size).isPresent())
            .boxed()
            .toList();
    if (right.isEmpty() && isCareful()) {
      return;
    }
    int offset =
        right.isEmpty() || !isCareful()
            ? random.nextInt(256)
            : right.get(random.nextInt(right.size()));
    if (stores) {
      draft.add(store(size, base, offset, with(Kind.NUMBER)));
      return;
    }
    int register = target();
    draft.add(load(size, register, base, offset));
    registers.set(
        register,
        layout.load(offset, size).filter(f -> f.value().toString().equals("number")).isPresent()
            ? Value.NUMBER
            : new Value(Kind.OTHER, 0, 0));
  }

  private void spill() {
    int below = 8 * (1 + random.nextInt(8));
    int size = pick(8, 8, 8, 4, 2, 1);
    if (random.nextBoolean()) {
      if (random.nextInt(3) == 0) {
        draft.add(storeValue(size, 10, -below, constant()));
      } else {
        int source = random.nextInt(10);
        if (registers.get(source).kind() == Kind.NONE && isCareful()) {
          source = with(Kind.NUMBER);
        }
        draft.add(store(size, 10, -below, source));
      }
      registers.write(below, size);
    } else if (registers.isWritten(below, size) || !isCareful()) {
      int register = target();
      draft.add(load(size, register, 10, -below));
      registers.set(register, size == 8 ? new Value(Kind.OTHER, 0, 0) : Value.NUMBER);
    }
  }

  private void access() {
    Kind kind = random.nextInt(3) == 0 ? Kind.PACKET : Kind.VALUE;
    if (registers.of(kind).isEmpty() && isCareful()) {
      number();
      return;
    }
    int base = with(kind);
    Value value = registers.get(base);
    int size = pick(SIZES);
    int room = Math.max(size, value.room());
    int offset = isCareful() ? random.nextInt(room - size + 1) : room - random.nextInt(size + 1);
    if (kind == Kind.VALUE && isCareful()) {
      offset -= offset % size;
    }
    touch(base, offset, size);
  }

  private void touch(int base, int offset, int size) {
    switch (random.nextInt(4)) {
      case 0 -> draft.add(storeValue(size, base, offset, constant()));
      case 1 -> draft.add(store(size, base, offset, with(Kind.NUMBER)));
      default -> {
        int register = target();
        draft.add(load(size, register, base, offset));
        registers.set(register, Value.NUMBER);
      }
    }
  }

  /** Adds a bounded number to a pointer, and accesses what is there. */
  private void variable() {
    int number = with(Kind.NUMBER);
    Value known = registers.get(number);
    if (known.most() == 0 && isCareful()) {
      bound();
      return;
    }
    List<Integer> pointers = registers.of(random.nextInt(4) == 0 ? Kind.PACKET : Kind.VALUE);
    boolean isStack = pointers.isEmpty() || random.nextInt(5) == 0;
    int base = isStack ? 10 : pointers.get(random.nextInt(pointers.size()));
    int room = isStack ? 64 : registers.get(base).room();
    int size = pick(1, 1, 1, 2, 4, 8);
    if (known.most() + size > room && isCareful()) {
      int mask = Math.max(1, Integer.highestOneBit(Math.max(2, room - size + 1))) - 1;
      draft.add(slot(0x57, number, 0, 0, mask));
      known = new Value(Kind.NUMBER, mask, 0);
      registers.set(number, known);
    }
    int register = target();
    if (register == number || register == base) {
      return;
    }
    draft.add(move(register, base));
    if (isStack) {
      draft.add(add(register, -64));
    }
    draft.add(slot(random.nextInt(10) == 0 ? 0x1f : 0x0f, register, number, 0, 0));
    registers.set(register, new Value(Kind.OTHER, 0, 0));
    int left = room - (int) known.most();
    touch(register, isStack || left <= size ? 0 : random.nextInt(left - size + 1), size);
  }

  private void atomic() {
    boolean isStack = registers.of(Kind.VALUE).isEmpty() || random.nextInt(3) == 0;
    int size = pick(4, 8);
    int source = with(Kind.NUMBER);
    int base = isStack ? 10 : with(Kind.VALUE);
    int offset =
        isStack
            ? -8 * (1 + random.nextInt(8))
            : random.nextInt(Math.max(1, registers.get(base).room() / 8)) * 8;
    int operation = pick(0x00, 0x40, 0x50, 0xa0, 0x01, 0x41, 0x51, 0xa1, 0xe1, 0xf1);
    if (operation == 0xf1 && isCareful()) {
      draft.add(set(0, constant()));
      registers.set(0, Value.NUMBER);
    }
    draft.add(slot(size == 8 ? 0xdb : 0xc3, base, source, offset, operation));
    if (operation == 0xf1) {
      registers.set(0, Value.NUMBER);
    }
  }

  private void copy() {
    int source = random.nextInt(11);
    int register = target();
    if (registers.get(source).kind() == Kind.NONE && isCareful()) {
      return;
    }
    draft.add(move(register, source));
    registers.set(register, registers.get(source));
    Value value = registers.get(register);
    if ((value.kind() == Kind.VALUE || value.kind() == Kind.PACKET) && random.nextBoolean()) {
      int by = random.nextInt(12) - (isCareful() ? 0 : 6);
      draft.add(add(register, by));
      registers.set(register, new Value(value.kind(), 0, Math.max(0, value.room() - by)));
    }
  }

  private void key(int size) {
    int below = 8;
    if (isCareful()) {
      if (size == 4) {
        draft.add(storeValue(4, 10, -below, random.nextInt(5)));
      } else {
        draft.add(storeValue(8, 10, -below, random.nextInt(5)));
      }
    }
    draft.add(move(2, 10), add(2, -below));
  }

  private void lookup(int depth) {
    int map =
        pick(
            MapPool.ARRAY,
            MapPool.ARRAY,
            MapPool.HASH,
            MapPool.HASH,
            MapPool.SMALL_HASH,
            MapPool.READ_ONLY,
            MapPool.WRITE_ONLY,
            MapPool.PER_CPU,
            MapPool.LPM,
            MapPool.LRU,
            MapPool.OUTER);
    key(MapPool.SHAPES.get(map).keySize());
    draft.loadMap(1, map);
    int helper = pick(1, 1, 1, 1, 1, 3, 2);
    if (helper == 2) {
      draft.add(move(3, 10), add(3, -64), set(4, random.nextInt(3)));
      if (isCareful()) {
        for (int i = 2; i <= 8; i++) {
          draft.add(storeValue(8, 10, -8 * i, i));
          registers.write(8 * i, 8);
        }
      }
    }
    draft.add(call(helper));
    registers.call();
    if (helper != 1) {
      return;
    }
    Value value =
        new Value(Kind.VALUE, 0, map == MapPool.OUTER ? 0 : MapPool.SHAPES.get(map).valueSize());
    int register = random.nextInt(3) == 0 ? 0 : pick(7, 8, 9, 0);
    if (register != 0) {
      draft.add(move(register, 0));
    }
    if (map == MapPool.OUTER) {
      inner(register);
      return;
    }
    guarded(register, value, depth);
  }

  private void inner(int register) {
    int over = draft.jump(JEQ, register, 0, 0);
    draft.add(move(1, register));
    draft.add(storeValue(4, 10, -8, 0), move(2, 10), add(2, -8), call(1));
    int none = draft.jump(JEQ, 0, 0, 0);
    draft.add(load(8, 1, 0, isCareful() ? 16 : 20));
    draft.land(none);
    draft.land(over);
    registers.call();
    registers.set(register, Value.NONE);
  }

  /** Tests for null, or forgets it; what follows is within the test, or behind an early exit. */
  private void guarded(int register, Value value, int depth) {
    if (!isCareful()) {
      registers.set(register, value);
      return;
    }
    if (random.nextBoolean()) {
      int over = draft.jump(JNE, register, 0, 0);
      draft.add(set(0, 0), exit());
      draft.land(over);
      registers.set(register, value);
    } else {
      int over = draft.jump(JEQ, register, 0, 0);
      Registers before = registers.copy();
      registers.set(register, value);
      statements(1 + random.nextInt(3), depth + 1);
      draft.land(over);
      before.set(register, Value.NONE);
      registers.join(before);
    }
  }

  private void packet(int depth) {
    if (!rules.readsPacket() && isCareful()) {
      return;
    }
    int[] at = packetOffsets();
    int size = at[0];
    int start = pick(7, 8, 9);
    int end = pick(2, 3, 4);
    int room = 1 + random.nextInt(64);
    draft.add(load(size, start, 6, at[1]), load(size, end, 6, at[2]), move(5, start), add(5, room));
    registers.set(end, new Value(Kind.PACKET_END, 0, 0));
    Value value = new Value(Kind.PACKET, 0, room);
    int condition = isCareful() ? 0x2d : pick(0x3d, 0xad, 0xbd);
    boolean isSwapped = random.nextInt(4) == 0;
    int over = isSwapped ? draft.jump(0xad, end, 5, 0) : draft.jump(condition, 5, end, 0);
    registers.set(5, Value.NONE);
    Registers before = registers.copy();
    registers.set(start, value);
    statements(1 + random.nextInt(4), depth + 1);
    draft.land(over);
    before.set(start, Value.NONE);
    registers.join(before);
  }

  private int[] packetOffsets() {
    return switch (type) {
      case XDP -> new int[] {4, 0, 4};
      case SK_MSG -> new int[] {8, 0, 8};
      case SOCK_OPS -> new int[] {8, 192, 200};
      default -> new int[] {4, 76, 80};
    };
  }

  private void branch(int depth) {
    int width = random.nextInt(3) == 0 ? JMP32 : JMP;
    int dst = with(Kind.NUMBER);
    int condition = pick(CONDITIONS);
    int other =
        random.nextInt(3) == 0
            ? draft.jump(condition | X | width, dst, with(Kind.NUMBER), 0)
            : draft.jump(condition | K | width, dst, 0, constant());
    Registers before = registers.copy();
    statements(1 + random.nextInt(3), depth + 1);
    if (random.nextInt(4) == 0) {
      draft.add(set(0, 0), exit());
      draft.land(other);
      registers = before;
    } else if (random.nextBoolean()) {
      int end = draft.jump(JMP, 0, 0, 0);
      draft.land(other);
      Registers then = registers;
      registers = before;
      statements(1 + random.nextInt(3), depth + 1);
      draft.land(end);
      registers.join(then);
    } else {
      draft.land(other);
      registers.join(before);
    }
  }

  private void loop(int depth) {
    int counter = pick(7, 8, 9);
    int times = pick(2, 3, 5, 10);
    if (isCareful()) {
      draft.add(set(counter, 0));
    }
    registers.set(counter, new Value(Kind.NUMBER, times, 0));
    int start = draft.size();
    Registers before = registers.copy();
    statements(1 + random.nextInt(3), depth + 1);
    if (registers.get(counter).kind() != Kind.NUMBER && isCareful()) {
      draft.add(set(counter, times));
    }
    if (isCareful()) {
      draft.add(add(counter, 1));
    }
    draft.jumpBack(pick(0xa5, 0xa5, 0xa5, 0x55, 0xc5), counter, 0, times, start);
    registers.join(before);
  }

  private void helper() {
    int helper =
        pick(
            5, 8, 14, 15, 26, 28, 9, 39, 43, 25, 6, 16, 12, 23, 44, 65, 69, 113, 114, 112, 182, 68,
            158);
    if (isCareful() && !MODEL.helper(helper).filter(h -> MODEL.admits(type, 0, h)).isPresent()) {
      return;
    }
    int size = 4 + random.nextInt(13);
    draft.add(move(1, 6), set(2, 0), set(3, 0), set(4, 0), set(5, 0));
    switch (helper) {
      case 26, 68 -> draft.add(move(3, 10), add(3, -16), set(4, size));
      case 9 -> {
        draft.add(storeValue(8, 10, -16, 1), storeValue(8, 10, -8, 2));
        draft.add(move(3, 10), add(3, -16), set(4, size));
      }
      case 28 -> {
        draft.add(storeValue(8, 10, -16, 1), storeValue(8, 10, -8, 2));
        draft.add(move(1, 10), add(1, -16), set(2, 4 * (size / 4)));
      }
      case 16, 112, 113, 114 -> draft.add(move(1, 10), add(1, -16), set(2, size));
      case 6, 182 -> {
        draft.add(storeValue(8, 10, -16, 0x61), storeValue(8, 10, -8, 0));
        draft.add(move(1, 10), add(1, -16), set(2, size));
      }
      default -> {}
    }
    if (!isCareful()) {
      draft.add(move(pick(1, 2, 3, 4), random.nextInt(11)));
    }
    if (random.nextInt(6) == 0) {
      int number = with(Kind.NUMBER);
      draft.add(move(pick(2, 4), number));
    }
    draft.add(call(helper));
    registers.call();
    if (helper == 9 || helper == 39 || helper == 43 || helper == 44 || helper == 65) {
      registers.of(Kind.PACKET).forEach(packet -> registers.set(packet, Value.NONE));
    }
  }

  private void mapAddress() {
    int register = pick(7, 8, 9, 1, 2);
    int map = pick(MapPool.VARIABLES, MapPool.VARIABLES, MapPool.READ_ONLY, MapPool.WRITE_ONLY);
    int offset = isCareful() ? 8 * random.nextInt(6) : random.nextInt(60);
    draft.loadMapValue(register, map, offset);
    registers.set(register, new Value(Kind.VALUE, 0, Math.max(0, 48 - offset)));
  }

  private void legacy() {
    if (rules.loadsLegacy() && subprograms == 0) {
      draft.add(slot(pick(0x20, 0x28, 0x30), 0, 0, 0, random.nextInt(64)));
      registers.call();
    } else {
      arithmetic();
    }
  }

  /** Something that hardly anybody writes. */
  private void odd() {
    if (isCareful()) {
      copy();
      return;
    }
    int a = random.nextInt(11);
    int b = random.nextInt(11);
    switch (random.nextInt(6)) {
      case 0 -> draft.add(slot(0x1f, a, b, 0, 0));
      case 1 -> draft.add(slot(0x0f, a, b, 0, 0));
      case 2 -> draft.add(slot(0x0c, a, b, 0, 0));
      case 3 -> draft.add(load(8, a % 10, b, 0));
      case 4 -> draft.add(slot(pick(0xbf, 0xbc), a % 10, b, pick(0, 8, 16, 32), 0));
      case 5 -> draft.add(store(8, a, -8, b));
      default -> throw new AssertionError();
    }
    registers.set(a % 10, new Value(Kind.OTHER, 0, 0));
  }

  private void record(int depth) {
    draft.loadMap(1, MapPool.RING);
    draft.add(set(2, 8 * (1 + random.nextInt(4))), set(3, 0), call(Helper.RINGBUF_RESERVE.value()));
    registers.call();
    int register = pick(7, 8, 9);
    draft.add(move(register, 0));
    int over = draft.jump(JEQ, register, 0, 0);
    registers.set(register, new Value(Kind.VALUE, 0, 8));
    Registers before = registers.copy();
    statements(random.nextInt(3), depth + 1);
    if (isCareful()) {
      draft.add(move(1, register), set(2, 0), call(pick(132, 133)));
      registers.call();
    }
    draft.land(over);
    before.call();
    before.set(register, Value.NONE);
    registers.join(before);
    registers.set(register, Value.NONE);
    registers.set(0, Value.NONE);
  }

  private void socket(int depth) {
    for (int i = 1; i <= 5; i++) {
      draft.add(storeValue(8, 10, -8 * i, 0));
    }
    draft.add(
        move(1, 6), move(2, 10), add(2, -40), set(3, pick(12, 12, 36)), set(4, -1), set(5, 0));
    draft.add(call(pick(84, 85, 99)));
    registers.call();
    int register = pick(7, 8, 9);
    draft.add(move(register, 0));
    int over = draft.jump(JEQ, register, 0, 0);
    Registers before = registers.copy();
    if (random.nextBoolean()) {
      draft.add(load(4, 1, register, 4 * random.nextInt(20)));
    }
    statements(random.nextInt(2), depth + 1);
    if (isCareful()) {
      draft.add(move(1, register), call(Helper.SK_RELEASE.value()));
      registers.call();
    }
    draft.land(over);
    before.call();
    before.set(register, Value.NONE);
    registers.join(before);
    registers.set(0, Value.NONE);
  }

  private void queue() {
    draft.loadMap(1, MapPool.QUEUE);
    draft.add(move(2, 10), add(2, -16));
    int helper = pick(87, 88, 89);
    if (helper == 87) {
      draft.add(storeValue(8, 10, -16, 1), storeValue(8, 10, -8, 2), set(3, 0));
    }
    draft.add(call(helper));
    registers.call();
    registers.write(16, 16);
  }

  private void subprogramCall() {
    if (isCallback || subprograms >= 3) {
      number();
      return;
    }
    draft.add(move(1, random.nextInt(3) == 0 ? 6 : with(Kind.NUMBER)), set(2, constant()));
    draft.call(subprograms++);
    registers.call();
  }

  private void callback() {
    if (isCallback || subprograms >= 3 || isCareful()) {
      number();
      return;
    }
    if (random.nextBoolean()) {
      draft.add(set(1, 1 + random.nextInt(20)));
      draft.loadFunction(2, subprograms);
      draft.add(random.nextBoolean() ? set(3, 0) : move(3, 10), set(4, 0));
      draft.add(call(Helper.LOOP.value()));
    } else {
      draft.loadMap(1, pick(MapPool.ARRAY, MapPool.HASH));
      draft.loadFunction(2, subprograms);
      draft.add(set(3, 0), set(4, 0), call(Helper.FOR_EACH_MAP_ELEM.value()));
    }
    subprograms++;
    registers.call();
  }

  /** The function that was called, or is called back: its arguments are anybody's guess. */
  private void subprogram(int index) {
    starts.put(index, draft.size());
    registers = new Registers();
    registers.set(1, Value.NUMBER);
    registers.set(2, Value.NUMBER);
    isCallback = true;
    int count = 1 + random.nextInt(4);
    for (int i = 0; i < count; i++) {
      switch (random.nextInt(5)) {
        case 0 -> number();
        case 1 -> arithmetic();
        case 2 -> spill();
        case 3 -> bound();
        case 4 -> branch(DEPTH - 1);
        default -> throw new AssertionError();
      }
    }
    result();
  }
}
