package dev.jbpf.vm.helper.trace;

import dev.jbpf.kernel.BpfPidnsInfo;
import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.vm.helper.Environment;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.HelperFunction;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.helper.family.Objects;
import dev.jbpf.vm.world.KernelObject;
import dev.jbpf.vm.world.Tracing;
import java.util.Optional;

/** The current task: its structure, its ids, its memory, and signals to it. */
public record ProcessHelpers(Environment environment) implements HelperFamily {
  private static final int SIGNALS = 64;

  @Override
  public void register(Registry registry) {
    HelperFunction task =
        (call, r1, r2, r3, r4, r5) -> Objects.pointer(call, environment.taskStruct());
    registry.put(Helper.GET_CURRENT_TASK, task);
    registry.put(Helper.GET_CURRENT_TASK_BTF, task);
    registry.put(
        Helper.TASK_PT_REGS,
        (call, of, r2, r3, r4, r5) -> Objects.pointer(call, environment.taskRegisters()));
    registry.put(Helper.SEND_SIGNAL, (call, signal, r2, r3, r4, r5) -> send(signal, false));
    registry.put(Helper.SEND_SIGNAL_THREAD, (call, signal, r2, r3, r4, r5) -> send(signal, true));
    registry.put(
        Helper.GET_NS_CURRENT_PID_TGID,
        (call, device, inode, to, size, r5) -> ids(call, device, inode, to, (int) size));
    registry.put(
        Helper.FIND_VMA,
        HelperFunction.callingBack(
            (call, of, address, function, context, flags) ->
                area(call, of, address, function, context, flags)));
    registry.put(Helper.D_PATH, (call, path, to, size, r4, r5) -> path(call, path, to, (int) size));
    registry.put(
        Helper.BPRM_OPTS_SET,
        (call, program, flags, r3, r4, r5) -> (flags & ~1) == 0 ? 0 : Errno.EINVAL.result());
  }

  private long send(long signal, boolean isForThread) {
    int number = (int) signal;
    if (number <= 0 || number > SIGNALS) {
      return Errno.EINVAL.result();
    }
    environment.tracing().send(new Tracing.Signal(number, isForThread));
    return 0;
  }

  private long ids(HelperCall call, long device, long inode, long to, int size) {
    Optional<Tracing.PidNamespace> found =
        environment
            .tracing()
            .namespace()
            .filter(one -> one.device() == device && one.inode() == inode);
    if (size != BpfPidnsInfo.SIZE || found.isEmpty()) {
      call.memory().fill(to, size);
      return Errno.EINVAL.result();
    }
    call.memory().store(to + BpfPidnsInfo.PID.offset(), Integer.BYTES, found.get().pid());
    call.memory().store(to + BpfPidnsInfo.TGID.offset(), Integer.BYTES, found.get().tgid());
    return 0;
  }

  /** The structure that is handed on starts with where the stretch starts and ends. */
  private long area(
      HelperCall call, long task, long address, long function, long context, long flags) {
    if (flags != 0) {
      return Errno.EINVAL.result();
    }
    Optional<Tracing.Area> area = environment.tracing().area(address);
    if (area.isEmpty()) {
      return Errno.ENOENT.result();
    }
    long struct = Objects.pointer(call, environment.tracing().struct(area.get()));
    call.callBack(function, task, struct, context, 0);
    return 0;
  }

  /** Of a file that a test gives: an object whose name is its path. */
  private static long path(HelperCall call, long path, long to, int size) {
    String name = Objects.at(call, path, KernelObject.class).name();
    if (size == 0) {
      return 0;
    }
    int length = name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length + 1;
    if (length > size) {
      return Errno.ENAMETOOLONG.result();
    }
    Texts.write(call, to, size, name);
    return length;
  }
}
