package dev.jbpf.methods.translate.scope;

import dev.jbpf.ir.Function;
import dev.jbpf.ir.build.ModuleBuilder;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.Target;
import dev.jbpf.map.MapDef;
import dev.jbpf.methods.classfile.MethodCode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A program that is being written: its functions, maps and variables. */
public final class TranslationUnit {
  private final ModuleBuilder module = new ModuleBuilder();
  private final Map<String, MapDef<?, ?>> maps = new LinkedHashMap<>();
  private final Map<MethodCode, Function> functions = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Target target;
  private final Statics statics;
  private final FunctionChoice choice;

  /** A program for {@code target}, whose class has these static fields. */
  public TranslationUnit(Target target, Statics statics, FunctionChoice choice) {
    this.target = target;
    this.statics = statics;
    this.choice = choice;
  }

  public FunctionChoice choice() {
    return choice;
  }

  /** {@return its functions} */
  public ModuleBuilder module() {
    return module;
  }

  /** {@return the maps that it names} */
  public Map<String, MapDef<?, ?>> maps() {
    return maps;
  }

  public Statics statics() {
    return statics;
  }

  public Map<MethodCode, Function> functions() {
    return functions;
  }

  /** {@return a name that no function has yet} */
  public String name(String wanted) {
    String name = wanted;
    for (int i = 2; !names.add(name); i++) {
      name = wanted + i;
    }
    return name;
  }

  public void define(MapDef<?, ?> map) {
    maps.put(map.name(), map);
  }

  /** {@return what it is for} */
  public Target target() {
    return target;
  }

  public boolean lacks(Helper helper) {
    return target.lacks(helper.since());
  }
}
