package dev.jbpf.runtime;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.kernel.ProgramInput;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.sys.CpuAffinity;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.NativeMemory;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Runs a program through {@code BPF_PROG_TEST_RUN}. */
final class TestRunner {
  /** The kernel goes to the CPU that is asked for with these only. */
  private static final Set<ProgramType> MOVING =
      EnumSet.of(ProgramType.RAW_TRACEPOINT, ProgramType.RAW_TRACEPOINT_WRITABLE);

  private final KernelProgram program;

  TestRunner(KernelProgram program) {
    this.program = program;
  }

  @SuppressWarnings("try") // it is pinned only to be set free
  TestRunResult run(TestRun input) {
    Area data = new Area(input.data(), input.room());
    Area context = new Area(input.context(), 0);
    Struct attr =
        program
            .kernel()
            .calls()
            .scratch()
            .attr()
            .set(AttrField.TEST_REPEAT, repeat(input))
            .set(AttrField.TEST_FLAGS, input.flagBits(choosesCpu()))
            .set(AttrField.TEST_CPU, choosesCpu() ? input.cpu().orElse(0) : 0)
            .set(AttrField.TEST_BATCH_SIZE, input.liveBatch().orElse(0));
    data.put(attr, AttrField.TEST_DATA_IN, AttrField.TEST_DATA_SIZE_IN);
    context.put(attr, AttrField.TEST_CTX_IN, AttrField.TEST_CTX_SIZE_IN);
    if (input.liveBatch().isEmpty() && !isPlain()) {
      data.putOut(attr, AttrField.TEST_DATA_OUT, AttrField.TEST_DATA_SIZE_OUT);
      context.putOut(attr, AttrField.TEST_CTX_OUT, AttrField.TEST_CTX_SIZE_OUT);
    }
    try (CpuAffinity pinned = pinned(input)) {
      call(attr);
    }
    Reference.reachabilityFence(data);
    Reference.reachabilityFence(context);
    return new TestRunResult(
        attr.get(AttrField.TEST_RETVAL),
        data.result(attr.get(AttrField.TEST_DATA_SIZE_OUT)),
        isPlain() ? context.input() : context.result(attr.get(AttrField.TEST_CTX_SIZE_OUT)),
        Duration.ofNanos(attr.get(AttrField.TEST_DURATION)));
  }

  private boolean choosesCpu() {
    return MOVING.contains(program.type());
  }

  private CpuAffinity pinned(TestRun input) {
    return input.cpu().isEmpty() || choosesCpu()
        ? CpuAffinity.NOWHERE
        : CpuAffinity.to(program.kernel().calls().syscalls(), input.cpu().getAsInt());
  }

  /** Once is what zero means, which is all that some types take. */
  private static int repeat(TestRun input) {
    return input.repeat() == 1 ? 0 : input.repeat();
  }

  /** {@return whether the kernel takes a context only, and leaves it where it was} */
  private boolean isPlain() {
    return ProgramInput.of(program.type()).testRun() == ProgramInput.TestRun.CONTEXT;
  }

  private void call(Struct attr) {
    Descriptor descriptor = program.descriptor();
    attr.set(AttrField.TEST_PROG_FD, descriptor.acquire());
    try {
      program.kernel().calls().require(BpfCommand.PROG_TEST_RUN, attr, "cannot run " + program);
    } finally {
      descriptor.release();
    }
  }

  /** Bytes that go in, and those that come out. */
  private final class Area {
    private final int size;
    private final NativeMemory in;
    private final NativeMemory out;

    Area(byte[] bytes, int growth) {
      this.size = bytes.length;
      this.in = NativeMemory.copyOf(program.kernel().calls().syscalls(), bytes);
      this.out =
          NativeMemory.ofSize(program.kernel().calls().syscalls(), size == 0 ? 0 : size + growth);
    }

    /** Nothing is put for no bytes: the kernel takes even an empty buffer amiss. */
    void put(Struct attr, AttrField address, AttrField length) {
      if (size > 0) {
        attr.set(address, in.address()).set(length, size);
      }
    }

    void putOut(Struct attr, AttrField address, AttrField length) {
      if (size > 0) {
        attr.set(address, out.address()).set(length, out.size());
      }
    }

    byte[] input() {
      return in.copy(0, size);
    }

    byte[] result(long length) {
      return size == 0 ? new byte[0] : out.copy(0, (int) Math.min(length, out.size()));
    }
  }
}
