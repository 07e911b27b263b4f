package dev.jbpf.elf.bpf.describe;

import dev.jbpf.btf.BtfBuilder;
import dev.jbpf.btf.BtfExtBuilder;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.BtfType.Linkage;
import dev.jbpf.btf.core.operand.CoreOperand;
import dev.jbpf.btf.core.operand.OperandTypes;
import dev.jbpf.elf.bpf.map.ObjectMap;
import dev.jbpf.elf.build.ElfBuilder;
import dev.jbpf.elf.build.SectionBuilder;
import dev.jbpf.elf.build.SymbolBuilder;
import dev.jbpf.elf.extern.Externs;
import dev.jbpf.elf.ops.StructOpsDef;
import dev.jbpf.elf.symbol.Binding;
import dev.jbpf.elf.symbol.SymbolKind;
import dev.jbpf.kernel.call.CoreRelocation;
import dev.jbpf.kernel.struct.KernelMember;
import dev.jbpf.kernel.struct.KfuncDeclaration;
import dev.jbpf.kernel.struct.MemberFact;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects the type information of an object while its sections are filled, and writes it to {@code
 * .BTF} and {@code .BTF.ext}: functions, the source line of each instruction, maps and variables.
 *
 * <p>Offsets are in bytes from the start of a section. Those of functions, lines and variables rise
 * from call to call for a section.
 */
public final class ObjectTypes {
  private static final String MAPS = ".maps";

  /** The kernel takes BTF of at most 16 MiB; 4 are left for what comes later. */
  private static final int MAX_STRINGS = 12 << 20;

  private final BtfBuilder types;
  private final BtfExtBuilder ext;
  private final Map<String, List<BtfType.Variable>> variables = new LinkedHashMap<>();
  private final Map<String, BtfType.Variable> kernelFunctions = new LinkedHashMap<>();
  private final BasicTypes basic;

  /** For an object whose target has that byte order. */
  public ObjectTypes(ByteOrder order) {
    types = new BtfBuilder(order);
    ext = new BtfExtBuilder(types);
    basic = new BasicTypes(types);
  }

  /** Says that a program that the kernel calls with its context starts there. */
  public void program(String section, int offset, String name) {
    function(section, offset, name, basic.program(), Linkage.GLOBAL);
  }

  /** Says that a function that only programs of the object call starts there. */
  public void subprogram(String section, int offset, String name) {
    function(section, offset, name, basic.subprogram(), Linkage.STATIC);
  }

  /**
   * Says that a function starts there that other objects may call once linked with this one, and
   * nobody after that: its symbol is hidden. Linkers want such ones global, and loaders make them
   * static, so that the verifier looks at them with their callers.
   */
  public void hidden(String section, int offset, String name) {
    function(section, offset, name, basic.subprogram(), Linkage.GLOBAL);
  }

  private void function(String section, int offset, String name, int prototype, Linkage linkage) {
    BtfType.Func function = new BtfType.Func(identifier(name), prototype, linkage);
    ext.function(section, offset, types.add(function));
  }

  /**
   * {@return the number of {@code text}, the name of a file or a source line, for {@link #line}}
   */
  public int text(String text) {
    return types.string(text);
  }

  /**
   * {@return the lines of a whole source file, for {@link #line}} One copy, whatever the number of
   * lines. Of a file so long that the kernel would refuse the types, the texts are left out.
   */
  public SourceLines source(byte[] file) {
    return file.length > MAX_STRINGS - types.stringBytes()
        ? SourceLines.NONE
        : new SourceLines(types.lines(file), file);
  }

  /**
   * Says where the instructions from {@code offset} on were written. The verifier and bpftool quote
   * it.
   *
   * @param file the number of the file's name
   * @param text the number of the line's text
   * @param line counted from 1, 0 if it is not known; lines above 4,194,303 are left out
   * @param column counted from 1, 0 if it is not known; one above 1,023 is left out
   */
  public void line(String section, int offset, int file, int text, int line, int column) {
    ext.line(section, offset, file, text, line, column);
  }

  private static CoreRelocation relocation(MemberFact fact) {
    return switch (fact) {
      case OFFSET -> CoreRelocation.FIELD_BYTE_OFFSET;
      case BYTES -> CoreRelocation.FIELD_BYTE_SIZE;
      case LEFT_SHIFT -> CoreRelocation.FIELD_LSHIFT_U64;
      case RIGHT_SHIFT -> CoreRelocation.FIELD_RSHIFT_U64;
    };
  }

  /** Says that the instruction at {@code offset} has the place of {@code member} as its number. */
  public void member(String section, int offset, KernelMember member) {
    int type = new KernelStructTypes(types).add(member.struct());
    ext.relocation(section, offset, type, member.spelling(), relocation(member.fact()));
  }

  /** Says that the object calls {@code function}, which the kernel has. */
  public void kernelFunction(KfuncDeclaration function) {
    if (!kernelFunctions.containsKey(function.name())) {
      int prototype = new KernelStructTypes(types).add(function);
      int id = types.add(new BtfType.Func(function.name(), prototype, Linkage.EXTERN));
      kernelFunctions.put(function.name(), new BtfType.Variable(id, 0, 0));
    }
  }

  /** Says that a number of the instruction at {@code offset} depends on the kernel's types. */
  public void core(String section, int offset, CoreOperand operand) {
    ext.relocation(
        section,
        offset,
        new OperandTypes(types).add(operand),
        OperandTypes.path(operand),
        operand.kind());
  }

  /** Says that a variable is there which lies in memory as {@code layout} says. */
  public void variable(String section, int offset, String name, Codec<?> codec) {
    int type = new LayoutTypes(types).add(codec.layout());
    variable(section, offset, name, type, codec.size(), Linkage.GLOBAL);
  }

  /** Says that a variable of {@code size} bytes is there; its type is an integer, or bytes. */
  public void variable(String section, int offset, String name, int size, Linkage linkage) {
    variable(section, offset, name, basic.ofSize(size), size, linkage);
  }

  /** Says that a table of functions is there. */
  public void table(int offset, StructOpsDef table) {
    int type = new KernelStructTypes(types).add(table);
    variable(
        table.section(), offset, table.name(), type, table.structure().bytes(), Linkage.GLOBAL);
  }

  private void variable(
      String section, int offset, String name, int type, int size, Linkage linkage) {
    int id = types.add(new BtfType.Var(identifier(name), type, linkage));
    List<BtfType.Variable> known = variables.get(section);
    if (known == null) {
      known = new ArrayList<>();
      variables.put(section, known);
    }
    known.add(new BtfType.Variable(id, offset, size));
  }

  /**
   * Defines {@code map} in the section {@code .maps} of {@code object}, and returns its symbol, for
   * relocations.
   *
   * @throws IllegalArgumentException if there is a definition of that name already
   */
  public SymbolBuilder map(ElfBuilder object, ObjectMap map) {
    return map(object, map.name(), new MapDefinitionTypes(types, basic).definition(map));
  }

  /**
   * The same of a map whose codecs say what its keys and values are: loaders hand that to the
   * kernel.
   *
   * @throws IllegalArgumentException if there is a definition of that name already
   */
  public SymbolBuilder map(ElfBuilder object, MapDef<?, ?> def) {
    return map(object, def.name(), new MapDefinitionTypes(types, basic).definition(def));
  }

  private SymbolBuilder map(ElfBuilder object, String name, BtfType.Struct definition) {
    SymbolBuilder symbol = object.symbol(name);
    if (!symbol.isUndefined()) {
      throw new IllegalArgumentException("the name '" + name + "' is taken");
    }
    SectionBuilder section = object.section(MAPS).align(Long.BYTES);
    int offset = section.size();
    int size = (int) definition.size();
    section.fill(size, 0);
    variable(MAPS, offset, name, types.add(definition), size, Linkage.GLOBAL);
    return symbol
        .define(section, offset)
        .kind(SymbolKind.OBJECT)
        .binding(Binding.GLOBAL)
        .size(size);
  }

  /** Writes the sections; nothing if nothing was said. To be called when all others are filled. */
  public void writeTo(ElfBuilder object) {
    for (Map.Entry<String, List<BtfType.Variable>> each : variables.entrySet()) {
      String section = each.getKey();
      int size = object.section(section).size();
      types.add(new BtfType.Datasec(section, size, each.getValue()));
    }
    if (!kernelFunctions.isEmpty()) {
      types.add(new BtfType.Datasec(Externs.SYMBOLS, 0, List.copyOf(kernelFunctions.values())));
    }
    if (types.size() == 1) {
      return;
    }
    byte[] rows = rows();
    object.section(".BTF").align(Integer.BYTES).putBytes(toBtf());
    if (rows.length > 0) {
      object.section(".BTF.ext").align(Integer.BYTES).putBytes(rows);
    }
  }

  /** {@return what {@code .BTF.ext} holds; to be called before {@link #toBtf}} */
  byte[] rows() {
    return ext.isEmpty() ? new byte[0] : ext.toBytes();
  }

  /** {@return what {@code .BTF} holds} */
  byte[] toBtf() {
    return types.toBytes();
  }

  /** Kernels before 6.0 accept only what C does as a name. */
  private static String identifier(String name) {
    char[] letters = name.toCharArray();
    for (int i = 0; i < letters.length; i++) {
      if (letters[i] >= 0x80 || !Character.isLetterOrDigit(letters[i])) {
        letters[i] = '_';
      }
    }
    String plain = String.valueOf(letters);
    return plain.isEmpty() || Character.isDigit(letters[0]) ? "_".concat(plain) : plain;
  }

  /** The few types that everything here is made of. */
  static final class BasicTypes {
    private final BtfBuilder types;

    BasicTypes(BtfBuilder types) {
      this.types = types;
    }

    int signedInt() {
      return types.add(new BtfType.Int("int", 4, Set.of(BtfType.Encoding.SIGNED), 0, Integer.SIZE));
    }

    private int unsigned(String name, int bytes) {
      return types.add(new BtfType.Int(name, bytes, Set.of(), 0, bytes * Byte.SIZE));
    }

    int array(int element, long count) {
      return types.add(new BtfType.Array(element, unsigned("__ARRAY_SIZE_TYPE__", 4), count));
    }

    int pointer(int target) {
      return types.add(new BtfType.Ptr(target));
    }

    int program() {
      BtfType.Param context = new BtfType.Param("ctx", pointer(0));
      return types.add(new BtfType.FuncProto(signedInt(), List.of(context)));
    }

    int subprogram() {
      return types.add(new BtfType.FuncProto(signedInt(), List.of()));
    }

    int ofSize(int bytes) {
      return switch (bytes) {
        case 1 -> unsigned("unsigned char", bytes);
        case 2 -> unsigned("unsigned short", bytes);
        case 4 -> unsigned("unsigned int", bytes);
        case 8 -> unsigned("unsigned long long", bytes);
        default -> array(unsigned("unsigned char", 1), bytes);
      };
    }
  }
}
