package dev.jbpf.ir.random;

import dev.jbpf.code.Program;
import dev.jbpf.ir.IrModule;
import dev.jbpf.ir.Referent;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.eval.AreaMemory;
import dev.jbpf.ir.eval.Evaluator;
import dev.jbpf.ir.eval.Surroundings;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.TestRunResult;
import dev.jbpf.runtime.map.KernelMap;
import dev.jbpf.vm.Engine;
import dev.jbpf.vm.Vm;
import dev.jbpf.vm.VmOptions;
import dev.jbpf.vm.context.Xdp;
import dev.jbpf.vm.map.TypedMap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;

/** Runs a random program: evaluated, on the virtual machine, in the kernel. */
final class Runs {
  private static final int VALUE = 64;
  private static final int ENTRIES = 4;
  private static final VmOptions OPTIONS = VmOptions.DEFAULT.withBudget(10_000_000);

  private Runs() {}

  static byte[] packet(long seed) {
    byte[] packet = new byte[RandomProgram.PACKET];
    new Random(~seed).nextBytes(packet);
    return packet;
  }

  static byte[] state(long seed) {
    byte[] state = new byte[ENTRIES * VALUE];
    new Random(seed + 1).nextBytes(state);
    return state;
  }

  static Outcome evaluate(IrModule module, long seed) {
    AreaMemory memory = new AreaMemory(ByteOrder.nativeOrder());
    byte[] packet = packet(seed);
    byte[] state = state(seed);
    int data = (int) memory.place(packet);
    long values = memory.place(state);
    byte[] context = new byte[24];
    ByteBuffer.wrap(context).order(memory.order()).putInt(data).putInt(data + packet.length);
    Evaluator evaluator = new Evaluator(memory, new MapWorld(values), 10_000_000);
    long result = evaluator.run(module.main(), memory.place(context));
    return Outcome.of(result, packet, state);
  }

  private record MapWorld(long values) implements Surroundings {
    @Override
    public long address(Referent symbol) {
      return -1;
    }

    @Override
    public long call(Value call, long[] arguments, Evaluator evaluator) {
      if (!call.symbol().equals(new Referent.OfHelper(Helper.MAP_LOOKUP_ELEM.value()))) {
        throw new IllegalStateException("an unexpected call of " + call.symbol());
      }
      long key = evaluator.memory().load(arguments[1], Integer.SIZE);
      return key < ENTRIES ? values + VALUE * key : 0;
    }
  }

  static Outcome vm(Program program, Engine engine, long seed) {
    Vm vm = Vm.create(OPTIONS.withEngine(engine));
    TypedMap<Integer, byte[]> map = vm.map(RandomProgram.STATE);
    byte[] state = state(seed);
    for (int i = 0; i < ENTRIES; i++) {
      map.update(i, Arrays.copyOfRange(state, VALUE * i, VALUE * (i + 1)));
    }
    byte[] packet = packet(seed);
    long result = vm.load(program).run(new Xdp(packet));
    for (int i = 0; i < ENTRIES; i++) {
      System.arraycopy(map.lookup(i).orElseThrow(), 0, state, VALUE * i, VALUE);
    }
    return Outcome.of(result, packet, state);
  }

  static Outcome kernel(Program program, long seed) {
    ProgramSpec spec = ProgramSpec.of("random", ProgramType.XDP, program);
    try (KernelMap<Integer, byte[]> map = Bpf.create(RandomProgram.STATE);
        KernelProgram loaded = Bpf.load(spec, map)) {
      byte[] state = state(seed);
      for (int i = 0; i < ENTRIES; i++) {
        map.update(i, Arrays.copyOfRange(state, VALUE * i, VALUE * (i + 1)));
      }
      TestRunResult run = loaded.testRun(TestRun.onPacket(packet(seed)));
      for (int i = 0; i < ENTRIES; i++) {
        System.arraycopy(map.lookup(i).orElseThrow(), 0, state, VALUE * i, VALUE);
      }
      return Outcome.of(run.returnValue(), run.data(), state);
    }
  }
}
