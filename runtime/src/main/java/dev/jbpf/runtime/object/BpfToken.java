package dev.jbpf.runtime.object;

import dev.jbpf.kernel.BpfCommand;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.attach.link.OpenFile;
import dev.jbpf.runtime.call.BpfCalls;
import dev.jbpf.runtime.sys.BpfSyscalls;
import dev.jbpf.runtime.sys.Descriptor;
import dev.jbpf.runtime.sys.Struct;
import dev.jbpf.runtime.sys.field.AttrField;
import java.nio.file.Path;

/**
 * What a BPF file system delegates to the processes of a user namespace, such as a container's: the
 * makers of it name commands and types of maps, programs and attachments when it is mounted ({@code
 * mount -t bpf -o delegate_cmds=any,delegate_maps=any …}). Since Linux 6.9.
 *
 * <pre>{@code
 * try (BpfToken token = BpfToken.of(Path.of("/sys/fs/bpf"));
 *     BpfObject object = BpfObject.open(Path.of("probe.o")).load(token.kernel())) {
 *   object.attachAll();
 * }
 * }</pre>
 */
public final class BpfToken implements AutoCloseable {
  private final Kernel kernel;
  private final Descriptor token;

  private BpfToken(BpfSyscalls syscalls, Descriptor token) {
    this.token = token;
    this.kernel = new Kernel(new BpfCalls(syscalls, token));
  }

  /**
   * {@return what {@code folder} delegates to this process}
   *
   * @param folder where the BPF file system is mounted, in the namespace of this process
   * @throws dev.jbpf.runtime.error.SyscallException if there is none, it delegates nothing, or the
   *     process has not {@code CAP_BPF} in the user namespace that it was mounted in
   */
  public static BpfToken of(Path folder) {
    Kernel local = Kernel.local();
    BpfSyscalls syscalls = local.calls().syscalls();
    try (Descriptor mount = OpenFile.forReading(syscalls, folder)) {
      Struct attr =
          local.calls().scratch().attr().set(AttrField.TOKEN_CREATE_BPFFS_FD, mount.acquire());
      String what = "cannot get a token of the BPF file system " + folder;
      int fd = local.calls().require(BpfCommand.TOKEN_CREATE, attr, what);
      mount.release();
      return new BpfToken(syscalls, new Descriptor(syscalls, "token of " + folder, fd));
    }
  }

  /** {@return the kernel, asked in the name of the token: until that is closed} */
  public Kernel kernel() {
    return kernel;
  }

  /** Objects that were made stay. */
  @Override
  public void close() {
    token.close();
  }
}
