package dev.jbpf.btf;

import dev.jbpf.internal.ByteSink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The BTF of an object as {@code BPF_BTF_LOAD} takes it: the kernel knows nothing of what is
 * defined elsewhere, wants a name for each parameter of a function, and a size and a place of its
 * own for each variable of a section. Ids and offsets of strings stay what they were; new ones
 * follow.
 *
 * <p>Source: the behaviour of libbpf; {@code Documentation/bpf/btf.rst}.
 */
public final class LoadableBtf {
  /** What libbpf calls the variable that stands for a function of the kernel. */
  private static final String PLACEHOLDER = "dummy_ksym";

  private static final int INFO = BtfWords.BYTES;
  private static final int THIRD = 2 * BtfWords.BYTES;
  private static final int ONCE = 3 * BtfWords.BYTES;
  private static final int SECTION_ENTRY = 3 * BtfWords.BYTES;
  private static final int PARAM_ENTRY = 2 * BtfWords.BYTES;
  private static final int GLOBAL = BtfType.Linkage.GLOBAL.ordinal();
  private static final int STATIC = BtfType.Linkage.STATIC.ordinal();

  private final Btf types;
  private final ByteBuffer words;
  private final Set<String> hidden;
  private final Additions added;

  private LoadableBtf(byte[] copy, Set<String> hidden) {
    this.types = Btf.parse(copy);
    this.words = ByteBuffer.wrap(copy).order(types.order());
    this.hidden = hidden;
    this.added = new Additions(types);
  }

  /**
   * {@return {@code btf} as a kernel takes it that knows all its kinds}
   *
   * @param hidden the functions that nobody else is to call: verified with their callers, as static
   *     ones are
   * @throws BtfException if the bytes are no BTF
   */
  public static byte[] of(byte[] btf, Set<String> hidden) {
    LoadableBtf fit = new LoadableBtf(btf.clone(), hidden);
    for (int id = 1; id < fit.types.size(); id++) {
      fit.makeFit(id, fit.types.start(id));
    }
    return fit.added.appendTo(fit.words);
  }

  private void makeFit(int id, int at) {
    BtfType type = types.type(id);
    if (type instanceof BtfType.Func function) {
      function(function, at);
    } else if (type instanceof BtfType.Var variable && isExtern(variable)) {
      words.putInt(at + ONCE, GLOBAL);
      if (size(variable) == 0) {
        words.putInt(at + THIRD, added.number());
      }
    } else if (type instanceof BtfType.Datasec section) {
      section(section, at);
    }
  }

  private static boolean isExtern(BtfType.Var variable) {
    return variable.linkage() == BtfType.Linkage.EXTERN;
  }

  /** What is only declared, as the kernel's own are, has no size here. */
  private long size(BtfType.Var variable) {
    return types.sizeOf(variable.type()).orElse(0);
  }

  private void function(BtfType.Func function, int at) {
    boolean isStatic =
        function.linkage() == BtfType.Linkage.STATIC || hidden.contains(function.name());
    words.putInt(at + INFO, BtfKind.FUNC.number() << 24 | (isStatic ? STATIC : GLOBAL));
    if (types.type(function.prototype()) instanceof BtfType.FuncProto prototype) {
      nameParameters(prototype, types.start(function.prototype()));
    }
  }

  /** One without type and name stands for any number of further ones. */
  private void nameParameters(BtfType.FuncProto prototype, int at) {
    for (int i = 0; i < prototype.params().size(); i++) {
      BtfType.Param param = prototype.params().get(i);
      if (param.name().isEmpty() && param.type() != 0) {
        words.putInt(at + ONCE + i * PARAM_ENTRY, added.placeholderName());
      }
    }
  }

  /** What has no place in the section itself is put behind it. */
  private void section(BtfType.Datasec section, int at) {
    ConfigLayout config = ConfigLayout.of(types);
    if (section.name().equals(ConfigLayout.SECTION)
        && config.variables().size() == section.variables().size()) {
      write(config.variables(), Math.max(config.size(), 1), config.variables().size(), at);
    } else {
      completeSection(section, at);
    }
  }

  private void completeSection(BtfType.Datasec section, int at) {
    List<BtfType.Variable> here = new ArrayList<>();
    List<BtfType.Variable> elsewhere = new ArrayList<>();
    for (BtfType.Variable entry : section.variables()) {
      if (types.type(entry.type()) instanceof BtfType.Var variable && !isExtern(variable)) {
        here.add(entry);
      } else {
        elsewhere.add(stand(entry));
      }
    }
    here.addAll(elsewhere);
    write(here, Math.max(section.size(), 1), here.size() - elsewhere.size(), at);
  }

  private BtfType.Variable stand(BtfType.Variable entry) {
    if (types.type(entry.type()) instanceof BtfType.Var variable) {
      long size = size(variable);
      return new BtfType.Variable(entry.type(), 0, size == 0 ? Integer.BYTES : size);
    }
    return new BtfType.Variable(added.placeholder(), 0, Integer.BYTES);
  }

  private void write(List<BtfType.Variable> entries, long size, int placed, int at) {
    long end = 0;
    for (int i = 0; i < entries.size(); i++) {
      BtfType.Variable entry = entries.get(i);
      long start = i < placed ? Math.max(end, entry.offset()) : aligned(end);
      end = start + entry.size();
      int word = at + ONCE + i * SECTION_ENTRY;
      words.putInt(word, entry.type());
      words.putInt(word + BtfWords.BYTES, (int) start);
      words.putInt(word + 2 * BtfWords.BYTES, (int) entry.size());
    }
    words.putInt(at + THIRD, (int) Math.max(end, size));
  }

  private static long aligned(long offset) {
    return (offset + Long.BYTES - 1) & -Long.BYTES;
  }

  /** Types and strings that are not there yet, behind those that are. */
  private static final class Additions {
    private static final int TYPES_AT = 8;
    private static final int LAYOUT_AT = 24;

    private final Btf types;
    private final ByteSink newTypes;
    private final ByteSink newStrings;
    private int count;
    private int number;
    private int placeholder;
    private int placeholderName;

    Additions(Btf types) {
      this.types = types;
      this.newTypes = new ByteSink(types.order(), 0);
      this.newStrings = new ByteSink(types.order(), 0);
    }

    /** An integer of four bytes. */
    int number() {
      for (int id = 1; number == 0 && id < types.size(); id++) {
        if (types.type(id) instanceof BtfType.Int i && i.size() == Integer.BYTES) {
          number = id;
        }
      }
      if (number == 0) {
        number = add(string("int"), BtfKind.INT, Integer.BYTES, 1 << 24 | Integer.SIZE);
      }
      return number;
    }

    int placeholder() {
      if (placeholder == 0) {
        placeholder = add(placeholderName(), BtfKind.VAR, number(), GLOBAL);
      }
      return placeholder;
    }

    int placeholderName() {
      if (placeholderName == 0) {
        placeholderName = string(PLACEHOLDER);
      }
      return placeholderName;
    }

    private int add(int name, BtfKind kind, int third, int once) {
      newTypes.putInt(name);
      newTypes.putInt(kind.number() << 24);
      newTypes.putInt(third);
      newTypes.putInt(once);
      return types.size() + count++;
    }

    private int string(String text) {
      int offset = types.bytes().strings().limit() + newStrings.size();
      byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
      newStrings.putBytes(bytes, 0, bytes.length);
      return offset;
    }

    byte[] appendTo(ByteBuffer old) {
      if (newTypes.size() == 0 && newStrings.size() == 0) {
        return old.array();
      }
      byte[] bytes = old.array();
      int header = old.getInt(BtfWords.BYTES);
      int typesLength = old.getInt(TYPES_AT + BtfWords.BYTES);
      BtfStrings strings = types.bytes().strings();
      ByteSink all = new ByteSink(types.order(), bytes.length + newTypes.size());
      all.putBytes(bytes, 0, TYPES_AT);
      all.putInt(0);
      all.putInt(typesLength + newTypes.size());
      all.putInt(typesLength + newTypes.size());
      all.putInt(strings.length() + newStrings.size());
      int layout = header >= KindLayouts.HEADER ? old.getInt(LAYOUT_AT + BtfWords.BYTES) : 0;
      if (layout > 0) {
        all.putInt(typesLength + newTypes.size() + strings.length() + newStrings.size());
      }
      all.putBytes(bytes, all.size(), header - all.size());
      all.putBytes(bytes, header + old.getInt(TYPES_AT), typesLength);
      all.putBytes(newTypes.array(), 0, newTypes.size());
      all.putBytes(bytes, strings.start(), strings.length());
      all.putBytes(newStrings.array(), 0, newStrings.size());
      all.putBytes(bytes, layout > 0 ? header + old.getInt(LAYOUT_AT) : 0, layout);
      return all.toBytes();
    }
  }
}
