package dev.jbpf.dsl;

import dev.jbpf.kernel.ProgramType;
import dev.jbpf.kernel.Target;
import dev.jbpf.map.MapDef;
import java.util.List;
import java.util.function.Consumer;

/**
 * A program with a mistake, and what is to be said of it.
 *
 * @param code of the diagnostic
 * @param message a part of it
 * @param target what the program is for
 * @param maps that it names
 * @param body what builds it
 */
record Mistake(
    String code,
    String message,
    Target target,
    List<MapDef<?, ?>> maps,
    Consumer<ProgramBuilder> body) {

  static Mistake of(String code, String message, Consumer<ProgramBuilder> body) {
    return new Mistake(code, message, Target.of(ProgramType.SOCKET_FILTER), List.of(), body);
  }

  /** The same for programs of that type. */
  Mistake in(ProgramType type) {
    return new Mistake(code, message, Target.of(type), maps, body);
  }

  /** The same for kernels from that one on. */
  Mistake since(int major, int minor) {
    return new Mistake(code, message, target.since(major, minor), maps, body);
  }

  /** The same with those maps. */
  Mistake with(MapDef<?, ?>... maps) {
    return new Mistake(code, message, target, List.of(maps), body);
  }

  @Override
  public String toString() {
    return code + ": " + message;
  }
}
