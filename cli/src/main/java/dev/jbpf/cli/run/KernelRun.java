package dev.jbpf.cli.run;

import dev.jbpf.code.Program;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Ethhdr;
import dev.jbpf.kernel.ProgramInput;
import dev.jbpf.kernel.ProgramType;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.ProgramSpec;
import dev.jbpf.runtime.TestRun;
import dev.jbpf.runtime.VerifierException;
import dev.jbpf.runtime.error.SyscallException;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.object.OpenMap;
import dev.jbpf.runtime.object.OpenObject;
import java.util.Arrays;
import java.util.Optional;

/** Runs a program in the kernel, by its test run. */
final class KernelRun {
  private KernelRun() {}

  static RunVerdict run(
      RunSubject subject, byte[] memory, Optional<ProgramType> type, Aftermath after) {
    ProgramType loadedAs = type.or(subject::type).orElse(ProgramType.SOCKET_FILTER);
    try {
      long r0 =
          subject.part().isPresent()
              ? inObject(subject.part().get(), type, input(memory, loadedAs), after)
              : alone(subject.program(), loadedAs, input(memory, loadedAs));
      return new RunVerdict.Accept(r0);
    } catch (VerifierException e) {
      return new RunVerdict.Reject(e.diagnostic().message(), e.slot());
    } catch (SyscallException e) {
      String why = String.valueOf(e.getMessage());
      return e.errno().equals(Errno.EPERM) || !Bpf.permission().isGranted()
          ? new RunVerdict.NotPossible(why)
          : new RunVerdict.Reject(why, Optional.empty());
    } catch (IllegalArgumentException e) {
      return new RunVerdict.Reject(String.valueOf(e.getMessage()), Optional.empty());
    }
  }

  private static long alone(Program program, ProgramType type, TestRun input) {
    ProgramSpec spec = ProgramSpec.of("jbpf_run", type, program).withLicense("GPL");
    try (KernelProgram loaded = Bpf.load(spec)) {
      return loaded.testRun(input).returnValue();
    }
  }

  private static long inObject(
      RunSubject.Part part, Optional<ProgramType> type, TestRun input, Aftermath after) {
    String name = part.program().name();
    OpenObject open = BpfObject.open("object", part.object()).only(name);
    open.maps().forEach(OpenMap::unpinned); // A run finds no more than on the other engines.
    type.ifPresent(other -> open.program(name).type(other));
    part.types().ifPresent(open::kernelTypes);
    open.license(part.object().license().orElse("GPL"));
    try (BpfObject object = open.load()) {
      long r0 = object.program(name).testRun(input).returnValue();
      after.maps(object.maps());
      return r0;
    }
  }

  /** The kernel wants at least an Ethernet header. */
  private static TestRun input(byte[] memory, ProgramType type) {
    return ProgramInput.of(type).testRun() == ProgramInput.TestRun.CONTEXT
        ? TestRun.onContext(memory)
        : TestRun.onPacket(type, Arrays.copyOf(memory, Math.max(memory.length, Ethhdr.SIZE)));
  }
}
