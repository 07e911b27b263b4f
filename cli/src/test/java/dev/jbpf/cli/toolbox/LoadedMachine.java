package dev.jbpf.cli.toolbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.KernelProgram;
import dev.jbpf.runtime.object.BpfObject;
import dev.jbpf.runtime.object.ObjectLinks;
import dev.jbpf.runtime.object.OpenObject;
import dev.jbpf.runtime.object.hook.HookNames;
import dev.jbpf.runtime.testing.ControlGroup;
import dev.jbpf.runtime.testing.NetworkNamespace;
import dev.jbpf.runtime.testing.VethPair;
import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** A dozen programs and as many maps of clang's, loaded and attached. */
final class LoadedMachine implements AutoCloseable {
  final BpfObject object;
  final ObjectLinks links;

  private LoadedMachine(BpfObject object, ObjectLinks links) {
    this.object = object;
    this.links = links;
  }

  /** What a test does with the machine that is loaded. */
  interface Use {
    void with(LoadedMachine machine, Path group) throws Exception;
  }

  /** Runs {@code use} with them in a network and a control group of its own. */
  static void in(Path folder, Use use) throws Exception {
    NetworkNamespace.call(
        () -> {
          VethPair.create();
          ControlGroup.call(
              group -> {
                try (LoadedMachine machine = make(folder, "in", group)) {
                  use.with(machine, group);
                }
              });
          return true;
        });
  }

  /** Loads them, and attaches them to an interface and a control group. */
  private static LoadedMachine make(Path folder, String networkInterface, Path group)
      throws IOException {
    OpenObject open = BpfObject.open(compile(folder));
    place(open, "drop", "xdp:" + networkInterface + ":generic");
    place(open, "classify", "tc:" + networkInterface + ":ingress");
    place(open, "egress", "cgroup_skb/egress:" + group);
    place(open, "sock", "cgroup/sock_create:" + group);
    place(open, "nf", "netfilter:ipv4:local_in:7");
    BpfObject object = open.load();
    try {
      return new LoadedMachine(object, object.attachAll());
    } catch (RuntimeException e) {
      object.close();
      throw e;
    }
  }

  static Path compile(Path folder) throws IOException {
    return compile(folder, "types.c");
  }

  static Path compile(Path folder, String resource) throws IOException {
    return compile(folder, resource, UnaryOperator.identity());
  }

  /** Compiles what {@code edit} makes of the source. */
  static Path compile(Path folder, String resource, UnaryOperator<String> edit) throws IOException {
    Path source = folder.resolve("types.c");
    try (InputStream in = LoadedMachine.class.getResourceAsStream(resource)) {
      Files.writeString(source, edit.apply(new String(in.readAllBytes(), UTF_8)));
    }
    Path object = folder.resolve("types.o");
    Tool.named("clang-19").succeed("-g", "-O2", "-target", "bpf", "-c", source, "-o", object);
    return object;
  }

  private static void place(OpenObject open, String program, String place) {
    open.program(program).attachTo(HookNames.parse(place));
  }

  Set<String> programs() {
    Set<String> ids = new TreeSet<>();
    object.programs().values().forEach(program -> ids.add(id(program)));
    return ids;
  }

  private static String id(KernelProgram program) {
    return Long.toString(program.info().id());
  }

  Set<String> maps() {
    Set<String> ids = new TreeSet<>();
    object.maps().values().forEach(map -> ids.add(Long.toString(map.info().id())));
    return ids;
  }

  String map(String name) {
    return Long.toString(object.map(name).info().id());
  }

  String program(String name) {
    return id(object.program(name));
  }

  /** {@return the numbers of the links of our programs} */
  Set<String> links() {
    Map<String, KernelProgram> programs = object.programs();
    Set<String> ids = new TreeSet<>();
    Kernel.local().links().stream()
        .filter(link -> programs.values().stream().anyMatch(p -> p.info().id() == link.programId()))
        .forEach(link -> ids.add(Long.toString(link.id())));
    return ids;
  }

  @Override
  public void close() {
    links.close();
    object.close();
  }
}
