package dev.jbpf.ir.build;

import dev.jbpf.diag.Origin;
import dev.jbpf.ir.Function;
import dev.jbpf.ir.IrModule;
import dev.jbpf.ir.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes a module: the first function is where the program starts, the others are called by it.
 *
 * <pre>{@code
 * ModuleBuilder module = new ModuleBuilder();
 * FunctionBuilder f = module.function("main", Type.U64, Type.CONTEXT);
 * Value length = f.load(Type.U32, f.parameter(0), 0);
 * f.ifThen(f.lt(length, 64), () -> f.ret(0));
 * f.ret(1);
 * IrModule ir = module.finish();
 * }</pre>
 */
public final class ModuleBuilder {
  private final IrModule module = new IrModule();
  private final List<FunctionBuilder> builders = new ArrayList<>();

  /** A builder of a module that has no functions yet. */
  public ModuleBuilder() {}

  /**
   * {@return a builder of the next function}
   *
   * @throws IllegalArgumentException if it takes more than five values
   */
  public FunctionBuilder function(String name, Type result, Type... parameters) {
    return function(Origin.UNKNOWN, name, result, List.of(parameters));
  }

  /**
   * {@return a builder of the next function, which the author begins at {@code origin}}
   *
   * @throws IllegalArgumentException if it takes more than five values
   */
  public FunctionBuilder function(Origin origin, String name, Type result, List<Type> parameters) {
    Function function = new Function(name, result, parameters, origin);
    module.add(function);
    FunctionBuilder builder = new FunctionBuilder(function);
    builders.add(builder);
    return builder;
  }

  /**
   * {@return the module, all of its functions finished}
   *
   * @throws dev.jbpf.ir.IrException as {@link FunctionBuilder#finish} does
   */
  public IrModule finish() {
    for (FunctionBuilder builder : builders) {
      builder.finish();
    }
    return module;
  }
}
