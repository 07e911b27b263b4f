package dev.jbpf.map;

import dev.jbpf.kernel.StructField;
import dev.jbpf.map.layout.BpfTimer;
import dev.jbpf.map.layout.Layout;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;

/**
 * A Java record laid out as a C struct: each member at its natural alignment, padding zero.
 *
 * <p>Each type of record has a class of its own, a copy of {@link ConstantRecordCodec}: to HotSpot
 * what its call sites lead to is constant then, so that a record is encoded as fast as by code
 * written for it, and mostly without making an object.
 */
abstract class RecordCodec<R extends Record> implements Codec<R> {
  /** The name by which the kernel finds a timer. */
  static final String TIMER = "bpf_timer";

  private static final ClassValue<RecordCodec<?>> CODECS =
      new ClassValue<>() {
        @Override
        protected RecordCodec<?> computeValue(Class<?> type) {
          return define(RecordLayout.of(type.asSubclass(Record.class)));
        }
      };

  private final RecordLayout layout;

  RecordCodec(RecordLayout layout) {
    this.layout = layout;
  }

  @SuppressWarnings("unchecked") // that of this type
  static <R extends Record> RecordCodec<R> of(Class<R> type) {
    return (RecordCodec<R>) CODECS.get(type);
  }

  private static RecordCodec<?> define(RecordLayout layout) {
    RecordHandles handles = new RecordHandles(layout);
    try {
      MethodHandles.Lookup copy =
          MethodHandles.lookup()
              .defineHiddenClassWithClassData(
                  template(), List.of(handles.encoder(), handles.decoder()), true);
      return (RecordCodec<?>)
          copy.lookupClass().getDeclaredConstructor(RecordLayout.class).newInstance(layout);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a codec of " + layout.type(), e);
    }
  }

  private static byte[] template() {
    String name = ConstantRecordCodec.class.getSimpleName() + ".class";
    try (InputStream bytes = RecordCodec.class.getResourceAsStream(name)) {
      return bytes.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Class<?> type() {
    return layout.type();
  }

  static RecordCodec<?> require(Codec<?> codec) {
    if (codec instanceof RecordCodec<?> known) {
      return known;
    }
    throw new IllegalArgumentException(codec + " is of no record");
  }

  StructField field(String component) {
    return field(member(component));
  }

  RecordLayout.Member member(String component) {
    return layout.members().stream()
        .filter(member -> member.name().equals(component))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("no component " + component + " in " + layout.type()));
  }

  private StructField field(RecordLayout.Member member) {
    return new StructField(
        toString(),
        member.name(),
        member.offset(),
        member.codec().size(),
        ComponentCodecs.isSigned(member.component()));
  }

  @Override
  public final Layout layout() {
    List<Layout.Member> members = new ArrayList<>();
    for (RecordLayout.Member m : layout.members()) {
      members.add(new Layout.Member(m.name(), m.codec().layout(), m.offset()));
    }
    return new Layout.Struct(toString(), size(), members);
  }

  @Override
  public final int size() {
    return layout.size();
  }

  @Override
  public final int alignment() {
    return layout.alignment();
  }

  @Override
  public final String toString() {
    if (layout.type() == SpinLock.class) {
      return SpinLock.KERNEL_NAME;
    }
    return layout.type() == BpfTimer.class ? TIMER : layout.type().getSimpleName();
  }
}
