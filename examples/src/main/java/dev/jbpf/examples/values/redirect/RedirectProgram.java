package dev.jbpf.examples.values.redirect;

import dev.jbpf.dsl.value.Probe;
import dev.jbpf.dsl.value.memory.Cell;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import dev.jbpf.map.layout.BigEndian;
import dev.jbpf.map.layout.U16;
import java.net.Inet4Address;

/** The program, where processes of a control group connect. */
public final class RedirectProgram {
  private static final int ALLOW = 1;

  /** Where to: a TCP or UDP endpoint. */
  public record Endpoint(Inet4Address address, @BigEndian @U16 int port, @U16 int unused) {}

  /** What stands for which endpoint. */
  public static final MapDef<Endpoint, Endpoint> INSTEAD =
      MapDef.hash("instead", Codec.record(Endpoint.class), Codec.record(Endpoint.class), 64);

  private RedirectProgram() {}

  /** {@return the program} */
  public static ProgramDef define() {
    return Probe.connect4("redirect")
        .build(
            p -> {
              Cell<Endpoint> asked = p.record(Endpoint.class, p.address(), p.port(), 0);
              Cell<Endpoint> instead = p.map(INSTEAD).find(asked).orReturn(ALLOW);
              p.setAddress(instead.get(Endpoint::address));
              p.setPort(instead.at(Endpoint::port).be16());
              p.exit(ALLOW);
            });
  }
}
