package dev.jbpf.ir.random;

import dev.jbpf.ir.Block;
import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.StackObject;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.BranchCondition;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.ir.build.LocalVariable;
import dev.jbpf.kernel.Helper;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Random statements of a function. */
final class RandomBody {
  /** The bytes of an object that functions take by reference. */
  static final int OBJECT = 32;

  private static final List<Type> TYPES =
      List.of(
          Type.U64, Type.U64, Type.U64, Type.S64, Type.S64, Type.U32, Type.U32, Type.S32, Type.S32,
          Type.U16, Type.S16, Type.U8, Type.S8);

  private static final List<Opcode> BINARY =
      List.of(
          Opcode.ADD,
          Opcode.SUB,
          Opcode.MUL,
          Opcode.DIV,
          Opcode.SDIV,
          Opcode.MOD,
          Opcode.SMOD,
          Opcode.OR,
          Opcode.AND,
          Opcode.XOR,
          Opcode.SHL,
          Opcode.SHR,
          Opcode.SAR);

  private static final List<Opcode> COMPARISONS =
      List.of(
          Opcode.EQ,
          Opcode.NE,
          Opcode.GT,
          Opcode.GE,
          Opcode.LT,
          Opcode.LE,
          Opcode.SGT,
          Opcode.SGE,
          Opcode.SLT,
          Opcode.SLE,
          Opcode.SET);

  private static final List<Opcode> ATOMICS =
      List.of(
          Opcode.FETCH_ADD, Opcode.FETCH_OR, Opcode.FETCH_AND, Opcode.FETCH_XOR, Opcode.EXCHANGE);

  private static final long[] EDGES = {
    0,
    1,
    -1,
    2,
    7,
    8,
    255,
    256,
    0x7fff,
    0x8000,
    0xffff,
    0x7fff_ffffL,
    0x8000_0000L,
    0xffff_ffffL,
    0x1_0000_0000L,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    -2,
    10,
    31,
    32,
    33,
    63,
    64
  };

  private final FunctionBuilder f;
  private final Random random;
  private final List<FunctionBuilder> callees;
  private final boolean isPlain;
  private final List<Value> pool = new ArrayList<>();
  private final List<LocalVariable> variables = new ArrayList<>();
  private final List<Area> areas = new ArrayList<>();
  private List<Value> kept = List.of();

  /** Memory that may be read and written. */
  private record Area(Value base, int size, Optional<Value> end) {}

  RandomBody(FunctionBuilder f, Random random, List<FunctionBuilder> callees, boolean isPlain) {
    this.f = f;
    this.random = random;
    this.callees = callees;
    this.isPlain = isPlain;
    for (int i = 0; i < 3; i++) {
      Type type = type(random);
      variables.add(f.variable("x" + i, constant(type)));
    }
    for (int i = 0; i < 2; i++) {
      StackObject object = f.stackObject("object" + i, OBJECT);
      for (int at = 0; at < OBJECT; at += Long.BYTES) {
        f.store(Type.U64, random.nextInt(100), f.address(object), at);
      }
      areas.add(new Area(f.address(object), OBJECT, Optional.empty()));
    }
  }

  static Type type(Random random) {
    return TYPES.get(random.nextInt(TYPES.size()));
  }

  void add(Value value) {
    pool.add(value);
  }

  void addArea(Value base, int size) {
    areas.add(new Area(base, size, Optional.empty()));
  }

  /** Adds a packet, whose first {@code size} bytes are known to be there. */
  void addPacket(Value data, int size, Value end) {
    areas.add(new Area(data, size, Optional.of(end)));
  }

  /** What is in the pool now counts to the end. */
  void keep() {
    kept = List.copyOf(pool);
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private Value constant(Type type) {
    long number =
        random.nextInt(3) == 0 ? random.nextInt(100) : EDGES[random.nextInt(EDGES.length)];
    long cut = type.isWide() ? number : number << 64 - type.bits() >> 64 - type.bits();
    return f.constant(type, cut);
  }

  private Value number() {
    if (pool.isEmpty() || random.nextInt(8) == 0) {
      return constant(type(random));
    }
    return random.nextInt(3) == 0 ? f.get(one(variables)) : one(pool);
  }

  private Value number(Type type) {
    return random.nextInt(4) == 0 ? constant(type) : f.cast(number(), type);
  }

  void statements(int count, int depth) {
    int mark = pool.size();
    for (int i = 0; i < count && f.isOpen(); i++) {
      statement(depth);
    }
    if (depth > 0) {
      pool.subList(Math.min(mark, pool.size()), pool.size()).clear();
    }
  }

  private void statement(int depth) {
    int kind = random.nextInt(100);
    if (kind < 30) {
      arithmetic();
    } else if (kind < 36) {
      pool.add(f.cast(number(), type(random)));
    } else if (kind < 40) {
      unary();
    } else if (kind < 44) {
      pool.add(f.value(condition()));
    } else if (kind < 48) {
      Value then = number();
      pool.add(f.select(f.value(comparison()), then, number(then.type())));
    } else if (kind < 56) {
      LocalVariable variable = one(variables);
      f.set(variable, number(variable.type()));
    } else if (kind < 72) {
      memory();
    } else if (kind < 76) {
      checkedIndex();
    } else if (kind < 78) {
      lookup();
    } else if (kind < 82 && !callees.isEmpty()) {
      call();
    } else if (depth < 3) {
      control(depth + 1);
    }
  }

  private void arithmetic() {
    Value left = number();
    pool.add(f.binary(one(BINARY), left, number(left.type())));
  }

  private void unary() {
    Value value = number();
    switch (random.nextInt(3)) {
      case 0 -> pool.add(f.negate(value));
      case 1 -> pool.add(f.not(value));
      default -> {
        Value wide = f.cast(value, Type.U64);
        int bits = 16 << random.nextInt(3);
        pool.add(
            switch (random.nextInt(3)) {
              case 0 -> f.swap(wide, bits);
              case 1 -> f.bigEndian(wide, bits);
              default -> f.littleEndian(wide, bits);
            });
      }
    }
  }

  private BranchCondition comparison() {
    Value left = number();
    return f.ask(one(COMPARISONS), left, number(left.type()));
  }

  private BranchCondition condition() {
    return switch (random.nextInt(6)) {
      case 0 -> comparison().and(comparison());
      case 1 -> comparison().or(comparison());
      case 2 -> comparison().not();
      default -> comparison();
    };
  }

  private void memory() {
    Area area = one(areas);
    Type type = type(random);
    int bytes = type.bits() / 8;
    if (random.nextInt(3) > 0) {
      access(type, area.base(), random.nextInt(area.size() / bytes) * bytes, true);
      return;
    }
    int half = area.size() / 2;
    Value index = f.and(f.cast(number(), Type.U64), half / bytes - 1);
    Value base = f.offset(area.base(), f.mul(index, bytes));
    int at = random.nextInt(half / bytes) * bytes;
    int mark = pool.size();
    inside(area, base, at + bytes, () -> access(type, base, at, false));
    if (area.end().isPresent()) {
      pool.subList(mark, pool.size()).clear();
    }
  }

  /** Of a packet the verifier wants to see that it goes on so far behind an address. */
  private void inside(Area area, Value base, int bytes, Runnable access) {
    if (area.end().isPresent()) {
      f.ifThen(f.le(f.offset(base, bytes), area.end().get()), access);
    } else {
      access.run();
    }
  }

  private void access(Type type, Value base, int at, boolean isFixed) {
    ByteOrder order = random.nextBoolean() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    switch (random.nextInt(6)) {
      case 0 -> pool.add(f.load(type, base, at));
      case 1 -> pool.add(f.load(type, base, at, order));
      case 2 -> f.store(number(type), base, at);
      case 3 -> f.store(number(type), base, at, order);
      default -> {
        boolean isPlain = isFixed || base.type() != Type.STACK;
        if (type.bits() >= 32 && base.type() != Type.PACKET && isPlain) {
          atomic(type, base, at);
        } else {
          pool.add(f.load(type, base, at));
        }
      }
    }
  }

  private void atomic(Type type, Value base, int at) {
    if (isPlain) {
      f.atomicAdd(base, at, number(type));
    } else if (random.nextInt(4) == 0) {
      pool.add(f.compareExchange(base, at, number(type), number(type)));
    } else {
      Value old = f.atomic(one(ATOMICS), base, at, number(type));
      if (random.nextBoolean()) {
        pool.add(old);
      }
    }
  }

  /** An index that a comparison makes safe. */
  private void checkedIndex() {
    Area area = one(areas);
    Value index = f.cast(number(), Type.U32);
    LocalVariable result = one(variables);
    f.ifThen(
        f.lt(index, area.size()),
        () -> {
          Value at = f.offset(area.base(), f.cast(index, Type.U64));
          inside(area, at, 1, () -> f.set(result, f.cast(f.load(Type.U8, at, 0), result.type())));
        });
  }

  private void lookup() {
    StackObject key = f.stackObject("key", 4, 4);
    f.store(f.cast(f.and(f.cast(number(), Type.U32), 7), Type.U32), f.address(key), 0);
    Value found = f.call(Helper.MAP_LOOKUP_ELEM, f.map(RandomProgram.STATE), f.address(key));
    LocalVariable result = one(variables);
    f.ifThen(
        f.ne(found, 0), () -> f.set(result, f.load(result.type(), found, 8 * random.nextInt(8))));
  }

  private void call() {
    FunctionBuilder callee = one(callees);
    Value result;
    if (callee.parameter(0).type().isPointer()) {
      List<Area> own = areas.stream().filter(a -> a.base().type() == Type.STACK).toList();
      result = f.call(callee.function(), one(own).base(), number(Type.U64));
    } else {
      result = f.call(callee.function(), number(Type.U64), number(Type.U32), number(Type.S64));
    }
    pool.add(result);
  }

  private void control(int depth) {
    int count = 1 + random.nextInt(4);
    switch (random.nextInt(5)) {
      case 0 -> f.ifThen(condition(), () -> statements(count, depth));
      case 1 ->
          f.ifThen(condition(), () -> statements(count, depth), () -> statements(count, depth));
      case 2 -> loop(count, depth);
      case 3 -> choices(count, depth);
      default -> {
        if (isPlain) {
          loop(count, depth);
        } else {
          loopWithExit(count, depth);
        }
      }
    }
  }

  private void loop(int count, int depth) {
    int mark = pool.size();
    f.times(
        1 + random.nextInt(depth > 1 ? 2 : 4),
        i -> {
          pool.add(i);
          statements(count, depth);
        });
    pool.subList(mark, pool.size()).clear();
  }

  private void loopWithExit(int count, int depth) {
    LocalVariable rounds = f.variable("rounds", f.constant(Type.U32, 0));
    BranchCondition leave = comparison();
    f.loop(
        control -> {
          Value now = f.get(rounds);
          f.ifThen(f.ge(now, 3), control::leave);
          f.set(rounds, f.add(now, 1));
          f.ifThen(leave, control::next);
          statements(count, depth);
        });
  }

  private void choices(int count, int depth) {
    Value value = f.and(number(Type.U32), 15);
    List<Long> cases = IntStream.range(0, 1 + random.nextInt(7)).mapToObj(i -> 2L * i).toList();
    Block after = f.newBlock("after");
    List<Block> blocks = cases.stream().map(number -> f.newBlock("case")).toList();
    f.switchTo(value, cases, blocks, after);
    for (Block block : blocks) {
      f.enter(block);
      statements(count, depth);
      f.jump(after);
    }
    f.enter(after);
  }

  /** {@return a number that all values in scope have a part in} */
  Value sum() {
    Value sum = f.constant(Type.U64, 17);
    List<Value> all = new ArrayList<>(pool);
    all.addAll(kept);
    variables.forEach(variable -> all.add(f.get(variable)));
    for (Value value : all) {
      sum = f.add(f.mul(sum, 31), f.cast(value, Type.U64));
    }
    return sum;
  }
}
