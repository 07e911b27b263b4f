package dev.jbpf.ir.random;

import dev.jbpf.ir.IrModule;
import dev.jbpf.ir.StackObject;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.ir.build.ModuleBuilder;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A program for XDP, random and the same for the same seed: it computes on the packet, a map, its
 * stack and constants, and returns a number that depends on all values that it has computed.
 *
 * @param seed decides everything
 * @param size about how many statements
 * @param live how many values are in use from the start to the end
 * @param isPlain whether it does without what old kernels lack: atomics that have a result, and
 *     loops without a known number of rounds
 */
public record RandomProgram(long seed, int size, int live, boolean isPlain) {
  /** A program for new kernels. */
  public RandomProgram(long seed, int size, int live) {
    this(seed, size, live, false);
  }

  /** The bytes of a packet that it expects; shorter ones are passed. */
  public static final int PACKET = 64;

  /** More do not fit on the stack at the same time: the others are constants. */
  private static final int MOST_LOADED = 40;

  /** What it has of state. */
  public static final MapDef<Integer, byte[]> STATE = MapDef.array("state", Codec.bytes(64), 4);

  /** {@return the program} */
  public IrModule module() {
    Random random = new Random(seed);
    ModuleBuilder module = new ModuleBuilder();
    FunctionBuilder main = module.function("main", Type.U32, Type.CONTEXT);
    List<FunctionBuilder> callees = new ArrayList<>();
    int count = random.nextInt(3);
    for (int i = 0; i < count; i++) {
      callees.add(callee(module, "callee" + i, random));
    }
    main(main, callees, random);
    return module.finish();
  }

  private static Value loaded(FunctionBuilder f, Value data, Random random) {
    return f.load(RandomBody.type(random), data, 8 * random.nextInt(8));
  }

  private FunctionBuilder callee(ModuleBuilder module, String name, Random random) {
    boolean byReference = random.nextBoolean();
    FunctionBuilder f =
        byReference
            ? module.function(name, Type.U64, Type.STACK, Type.U64)
            : module.function(name, Type.U64, Type.U64, Type.U32, Type.S64);
    RandomBody body = new RandomBody(f, random, List.of(), isPlain);
    f.function().setInlined(random.nextInt(4) == 0);
    if (byReference) {
      body.addArea(f.parameter(0), RandomBody.OBJECT);
      body.add(f.parameter(1));
    } else {
      f.function().parameters().forEach(body::add);
    }
    body.statements(1 + random.nextInt(8), 1);
    f.ret(body.sum());
    return f;
  }

  private void main(FunctionBuilder f, List<FunctionBuilder> callees, Random random) {
    Value context = f.parameter(0);
    Value data = f.retype(f.cast(f.load(Type.U32, context, 0), Type.U64), Type.PACKET);
    Value end = f.retype(f.cast(f.load(Type.U32, context, 4), Type.U64), Type.PACKET_END);
    f.ifThen(f.gt(f.offset(data, PACKET), end), () -> f.ret(XdpAction.PASS.value()));
    StackObject key = f.stackObject("key", 4, 4);
    f.store(Type.U32, random.nextInt(4), f.address(key), 0);
    Value state = f.call(Helper.MAP_LOOKUP_ELEM, f.map(STATE), f.address(key));
    f.ifThen(f.eq(state, 0), () -> f.ret(XdpAction.DROP.value()));
    RandomBody body = new RandomBody(f, random, callees, isPlain);
    body.addPacket(data, PACKET, end);
    body.addArea(f.retype(state, Type.MAP_VALUE), 64);
    body.add(f.constant(Type.U64, random.nextLong()));
    for (int i = 0; i < live; i++) {
      body.add(i < MOST_LOADED ? loaded(f, data, random) : f.constant(random.nextLong()));
    }
    body.keep();
    body.statements(size, 0);
    Value sum = body.sum();
    f.store(f.xor(f.load(Type.U64, state, 0), sum), state, 0);
    f.ret(f.cast(f.xor(sum, f.shr(sum, 32)), Type.U32));
  }
}
