package dev.jbpf.dsl;

import dev.jbpf.code.Capture;
import dev.jbpf.code.CodeElement;
import dev.jbpf.code.Label;
import dev.jbpf.code.LinkException;
import dev.jbpf.code.Linker;
import dev.jbpf.code.Located;
import dev.jbpf.code.MapLoad;
import dev.jbpf.code.Program;
import dev.jbpf.isa.Reg;
import dev.jbpf.map.MapDef;
import java.util.function.Consumer;

/**
 * Builds a program, one instruction after the other. The methods are called as the {@code gnu}
 * dialect's mnemonics are, operands in the same order:
 *
 * <pre>{@code
 * Program drop = ProgramBuilder.program(b -> b.mov(R0, 1).exit());
 * }</pre>
 *
 * <p>Every element notes the line of its caller. That costs a microsecond each; {@link #program}
 * does so only when a line is asked for.
 */
public final class ProgramBuilder
    implements ArithmeticMnemonics<ProgramBuilder>,
        JumpMnemonics<ProgramBuilder>,
        MemoryMnemonics<ProgramBuilder> {
  private final Linker linker = new Linker();
  private final boolean capture = Capture.isOn();

  private ProgramBuilder() {}

  /** {@return a builder of an empty program} */
  public static ProgramBuilder create() {
    return new ProgramBuilder();
  }

  /**
   * {@return the program that {@code body} builds}
   *
   * <p>The body is run again when somebody asks where an instruction was written: it should build
   * the same program each time, and do nothing else. If it does not, no line is known.
   *
   * @throws LinkException as {@link #build} does, with the lines
   */
  public static Program program(Consumer<? super ProgramBuilder> body) {
    return new Recipe(body).program();
  }

  @Override
  public ProgramBuilder with(CodeElement element) {
    linker.add(capture ? Located.here(element) : element);
    return this;
  }

  /** Adds {@code elements} behind the others. */
  public ProgramBuilder with(CodeElement... elements) {
    for (CodeElement element : elements) {
      with(element);
    }
    return this;
  }

  /** Gives the place of the next instruction a name. */
  public ProgramBuilder label(String name) {
    return with(Label.named(name));
  }

  /** Puts {@code label} at the place of the next instruction. */
  public ProgramBuilder bind(Label label) {
    return with(label);
  }

  /** {@code dst = map}; the descriptor is filled in when the program is loaded. */
  public ProgramBuilder loadMap(Reg dst, MapDef<?, ?> map) {
    return loadMap(dst, map.name());
  }

  /** {@code dst = the map of that name}; the descriptor is filled in when the program is loaded. */
  public ProgramBuilder loadMap(Reg dst, String map) {
    return with(MapLoad.of(dst, map));
  }

  /** {@code dst = address of byte offset of the map's only value}; since Linux 5.2. */
  public ProgramBuilder loadMapValue(Reg dst, MapDef<?, ?> map, int offset) {
    return loadMapValue(dst, map.name(), offset);
  }

  /** The same for the map of that name. */
  public ProgramBuilder loadMapValue(Reg dst, String map, int offset) {
    return with(MapLoad.value(dst, map, offset));
  }

  /** {@return how many slots the program has so far} */
  public int size() {
    return linker.size();
  }

  /**
   * {@return the program of all that was added}
   *
   * @throws LinkException if a label is bound twice or not at all, or out of a jump's reach
   */
  public Program build() {
    return linker.link();
  }
}
