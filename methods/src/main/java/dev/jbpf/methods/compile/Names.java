package dev.jbpf.methods.compile;

import dev.jbpf.methods.refusal.RefusedException;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.scope.Statics;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Set;

/** The names of an object: programs and variables share them. */
final class Names {
  private final Set<String> taken;

  Names(Statics statics) {
    this.taken = new HashSet<>(statics.variables().keySet());
  }

  /** Takes the name of a program. */
  void add(Method program) {
    String name = MethodCompiler.name(program);
    if (!taken.add(name)) {
      throw new RefusedException(
          Rule.NAME_TAKEN, MethodCompiler.code(program).origin(), "the program " + name);
    }
  }
}
