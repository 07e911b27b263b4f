package dev.jbpf.dsl.value;

import dev.jbpf.code.Program;
import dev.jbpf.dsl.value.internal.Scope;
import dev.jbpf.dsl.value.internal.Unit;
import dev.jbpf.dsl.value.number.Data;
import dev.jbpf.dsl.value.number.Kind;
import dev.jbpf.dsl.value.number.Param;
import dev.jbpf.ir.IrCompiler;
import dev.jbpf.ir.Value;
import dev.jbpf.isa.KernelVersion;
import dev.jbpf.isa.TargetMachine;
import dev.jbpf.kernel.Target;
import dev.jbpf.map.MapDef;
import java.util.List;
import java.util.Optional;

/**
 * A function that is written with values, for programs in registers: its arguments are in R1 and
 * on, its result is in R0.
 *
 * <pre>{@code
 * ValueFunction square =
 *     ValueFunction.of("square", U64.KIND, U64.KIND, (f, x) -> x.multiply(x));
 * builder.subprogram("square", square.program()).callSubprogram("square", Arg.imm(7));
 * }</pre>
 *
 * @param maps the definitions of maps that it names
 * @param program its instructions
 */
public record ValueFunction(String name, List<MapDef<?, ?>> maps, Program program) {
  /** Written for kernels with calls: since Linux 4.16. */
  private static final KernelVersion OLDEST = new KernelVersion(4, 16);

  /** Lists are copied. */
  public ValueFunction {
    maps = List.copyOf(maps);
  }

  /** {@return a function of one argument} */
  public static <R extends Data, A> ValueFunction of(
      String name, Kind<R> result, Param<A> first, Functions.Body1<R, A> body) {
    return of(
        name, result, List.of(first), (in, all) -> body.of(new Body(in), first.of(in, all.get(0))));
  }

  /** {@return a function of two arguments} */
  public static <R extends Data, A, B> ValueFunction of(
      String name, Kind<R> result, Param<A> first, Param<B> second, Functions.Body2<R, A, B> body) {
    return of(
        name,
        result,
        List.of(first, second),
        (in, all) -> body.of(new Body(in), first.of(in, all.get(0)), second.of(in, all.get(1))));
  }

  private static <R extends Data> ValueFunction of(
      String name, Kind<R> result, List<Param<?>> parameters, Functions.Writer<R> body) {
    Target target = new Target(Optional.empty(), Optional.of(OLDEST));
    Unit unit =
        new Unit(name, target, result.type(), parameters.stream().map(Param::type).toList());
    Scope main = unit.main();
    Value value = body.of(main, main.parameters()).ir();
    if (main.isOpen()) {
      main.leave(value);
    }
    TargetMachine machine = TargetMachine.ANY.kernel(OLDEST);
    Program program = IrCompiler.forTarget(machine).compile(unit.finish());
    return new ValueFunction(name, List.copyOf(unit.maps().values()), program);
  }
}
