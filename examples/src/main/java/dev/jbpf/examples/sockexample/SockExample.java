package dev.jbpf.examples.sockexample;

import dev.jbpf.examples.support.Example;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Permission;
import dev.jbpf.runtime.sys.Capability;
import java.io.PrintStream;
import java.io.PrintWriter;
import picocli.CommandLine;

/** Counts packets by protocol, as the kernel's {@code samples/bpf/sock_example} does. */
public final class SockExample implements Example {
  @Override
  public String name() {
    return "sock_example";
  }

  @Override
  public String description() {
    return "counts TCP, UDP and ICMP packets on an interface";
  }

  @Override
  public int run(PrintStream out, PrintStream err, String... arguments) {
    Permission permission = Bpf.permission(Capability.CAP_NET_RAW);
    return new CommandLine(new CountCommand(out, err, permission))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
