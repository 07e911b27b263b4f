package dev.jbpf.elf.bpf.read;

import dev.jbpf.btf.core.resolve.CorePatch;
import dev.jbpf.btf.core.resolve.CoreResolution;
import dev.jbpf.code.MapReference;
import dev.jbpf.code.Program;
import dev.jbpf.code.Slot;
import dev.jbpf.code.origin.Origins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The slots of a program while functions are put behind one another. */
public final class ProgramImage {
  private final Map<CodeFunction, Integer> places = new LinkedHashMap<>();
  private final Map<Slot, String> poisoned = new TreeMap<>();
  private final List<MapReference> maps = new ArrayList<>();
  private final List<String> modules = new ArrayList<>();
  private final Map<Slot, String> moduleVariables = new TreeMap<>();
  private long[] words = {};
  private int size;

  /** Appends {@code function} if it is not there; returns whether it was not. */
  public boolean add(CodeFunction function) {
    if (places.putIfAbsent(function, size) != null) {
      return false;
    }
    words = Arrays.copyOf(words, Math.max(size + function.slots(), words.length * 3 / 2));
    for (int i = 0; i < function.slots(); i++) {
      words[size++] = function.code().word(function.start() + i);
    }
    return true;
  }

  /** The functions in the order of their places. */
  public Map<CodeFunction, Integer> places() {
    return places;
  }

  public int place(CodeFunction function) {
    return places.getOrDefault(function, 0);
  }

  public void set(int slot, long word) {
    words[slot] = word;
  }

  public long word(int slot) {
    return words[slot];
  }

  /** Changes the instruction at {@code slot} as was found out for it. */
  public void patch(int slot, CoreResolution found) {
    CorePatch.apply(words, slot, found).ifPresent(why -> poisoned.put(new Slot(slot), why));
  }

  /** Why instructions must not be reached, by their slots. */
  public Map<Slot, String> poisoned() {
    return poisoned;
  }

  /** {@return the number by which calls name a module of the kernel, from 1} */
  public int module(String name) {
    if (!modules.contains(name)) {
      modules.add(name);
    }
    return modules.indexOf(name) + 1;
  }

  /** Says that the load at {@code slot} loads a variable of that module. */
  public void moduleVariable(int slot, String module) {
    moduleVariables.put(new Slot(slot), module);
  }

  /** The modules that calls name, in the order of their numbers. */
  public List<String> modules() {
    return modules;
  }

  /** The modules whose variables are loaded, by the slots of the loads. */
  public Map<Slot, String> moduleVariables() {
    return moduleVariables;
  }

  public void refer(int slot, String map) {
    maps.add(new MapReference(new Slot(slot), map));
  }

  public Program toProgram(Origins origins) {
    Map<String, Slot> labels = new LinkedHashMap<>();
    for (Map.Entry<CodeFunction, Integer> place : places.entrySet()) {
      labels.putIfAbsent(place.getKey().name(), new Slot(place.getValue()));
    }
    maps.sort((a, b) -> a.slot().compareTo(b.slot()));
    return Program.ofWords(words, size, origins, labels, maps);
  }
}
