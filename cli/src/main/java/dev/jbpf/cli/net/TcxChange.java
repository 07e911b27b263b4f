package dev.jbpf.cli.net;

import dev.jbpf.cli.console.ExitCode;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.cli.find.Finder;
import dev.jbpf.kernel.AttachType;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.attach.link.LastingPlace;

/** A program of traffic control (tcx), behind those that are there; Linux 6.6. */
record TcxChange(Finder finder, AttachType type, String device, int index)
    implements InterfaceChange {

  private LastingPlace place() {
    String way = type == AttachType.TCX_INGRESS ? "ingress" : "egress";
    return new LastingPlace(index, type, "traffic control, " + way + " of " + device);
  }

  @Override
  public int attach(long id, boolean overwrites) {
    if (overwrites) {
      throw new UsageException("overwrite is for XDP: of traffic control all programs run");
    }
    try (KernelProgram program = finder.inspector().kernel().openProgram(id)) {
      place().attach(program, 0);
      return ExitCode.OK;
    }
  }

  @Override
  public int detach() {
    place().detachLast(finder.inspector().kernel());
    return ExitCode.OK;
  }
}
