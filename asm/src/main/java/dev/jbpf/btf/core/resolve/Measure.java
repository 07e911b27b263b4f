package dev.jbpf.btf.core.resolve;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import dev.jbpf.kernel.call.CoreRelocation;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * What a record asks of a path: the number that stands in the instruction.
 *
 * @param value the number
 * @param size how many bytes a load or store of it takes; 0 where that does not count
 * @param type the type that is loaded or stored; 0 where that does not count
 * @param isExact whether a compiler can have written nothing else: how bit fields are read is its
 *     choice
 */
record Measure(long value, long size, int type, boolean isExact) {
  private static final int REGISTER = Long.BYTES;

  private static Measure of(long value) {
    return new Measure(value, 0, 0, true);
  }

  private static Measure of(boolean value) {
    return of(value ? 1 : 0);
  }

  /** What {@code kind} asks of what is not there: empty where nothing can stand for that. */
  static Optional<Measure> ofNothing(CoreRelocation kind) {
    return switch (kind) {
      case FIELD_EXISTS,
          TYPE_ID_LOCAL,
          TYPE_ID_TARGET,
          TYPE_EXISTS,
          TYPE_SIZE,
          TYPE_MATCHES,
          ENUMVAL_EXISTS ->
          Optional.of(of(0));
      case FIELD_BYTE_OFFSET,
          FIELD_BYTE_SIZE,
          FIELD_SIGNED,
          FIELD_LSHIFT_U64,
          FIELD_RSHIFT_U64,
          ENUMVAL_VALUE ->
          Optional.empty();
    };
  }

  static Measure of(CoreRelocation kind, Spec spec) {
    return switch (kind) {
      case FIELD_EXISTS, TYPE_EXISTS, TYPE_MATCHES, ENUMVAL_EXISTS -> of(true);
      case TYPE_ID_LOCAL -> of(spec.root());
      case TYPE_ID_TARGET -> new Measure(spec.root(), 0, 0, false);
      case TYPE_SIZE -> of(size(spec.types(), spec.root()));
      case ENUMVAL_VALUE -> of(enumerator(spec));
      case FIELD_BYTE_OFFSET, FIELD_BYTE_SIZE, FIELD_SIGNED, FIELD_LSHIFT_U64, FIELD_RSHIFT_U64 ->
          spec.member()
              .map(member -> ofMember(kind, spec, member))
              .orElseGet(() -> ofElement(kind, spec));
    };
  }

  private static long enumerator(Spec spec) {
    return Enumerators.of(spec.types(), spec.last().type()).get(spec.last().index()).value();
  }

  private static Measure ofElement(CoreRelocation kind, Spec spec) {
    Btf types = spec.types();
    int type = spec.last().type();
    return switch (kind) {
      case FIELD_BYTE_OFFSET ->
          new Measure(spec.bitOffset() / Byte.SIZE, accessed(types, type), type, true);
      case FIELD_BYTE_SIZE -> of(size(types, type));
      default -> throw new CoreException(spec + " is an element of an array: ask for its member");
    };
  }

  private static Measure ofMember(CoreRelocation kind, Spec spec, BtfType.Member member) {
    int type = spec.types().resolve(member.type());
    Bits bits = Bits.of(spec, member, type);
    boolean isExact = !member.isBitField();
    return switch (kind) {
      case FIELD_BYTE_OFFSET ->
          member.isBitField()
              ? new Measure(bits.start, 0, 0, false)
              : new Measure(bits.start, accessed(spec.types(), type), type, true);
      case FIELD_BYTE_SIZE -> new Measure(bits.bytes, 0, 0, isExact);
      case FIELD_SIGNED -> of(isSigned(spec.types().type(type)));
      case FIELD_LSHIFT_U64 -> new Measure(bits.leftShift(spec.types().order()), 0, 0, isExact);
      case FIELD_RSHIFT_U64 -> new Measure(Long.SIZE - bits.width, 0, 0, isExact);
      default -> throw new IllegalStateException("not of a member: " + kind);
    };
  }

  private static boolean isSigned(BtfType type) {
    return type instanceof BtfType.Int number && number.isSigned()
        || type instanceof BtfType.Enum values && values.isSigned()
        || type instanceof BtfType.Enum64 wide && wide.isSigned();
  }

  /** A load takes an element of an array, not the whole. */
  private static long accessed(Btf types, int type) {
    int plain = types.resolve(type);
    while (types.type(plain) instanceof BtfType.Array array) {
      plain = types.resolve(array.element());
    }
    return size(types, plain);
  }

  private static long size(Btf types, int type) {
    return types
        .sizeOf(type)
        .orElseThrow(
            () -> new CoreException(TypeNames.of(types, type) + " is a type without a size"));
  }

  /**
   * Where a member is read: the load of {@code bytes} bytes at {@code start} that holds {@code
   * width} bits of it from bit {@code first} of the structure on.
   */
  private record Bits(long start, long bytes, long first, long width) {
    static Bits of(Spec spec, BtfType.Member member, int type) {
      long first = spec.bitOffset();
      long bytes = size(spec.types(), type);
      return member.isBitField()
          ? narrowest(spec, first, member.bitSize(), bytes)
          : new Bits(first / Byte.SIZE, bytes, first, bytes * Byte.SIZE);
    }

    /** The load of the declared type, or a wider one where the bits lie across two of these. */
    private static Bits narrowest(Spec spec, long first, int width, long declared) {
      for (long bytes = Math.max(1, declared); bytes <= REGISTER; bytes *= 2) {
        long start = first / Byte.SIZE / bytes * bytes;
        if (first + width - start * Byte.SIZE <= bytes * Byte.SIZE) {
          return new Bits(start, bytes, first, width);
        }
      }
      throw new CoreException(spec + " is a bit field that no load of 8 bytes holds");
    }

    /** What brings the field's highest bit to the register's. */
    long leftShift(ByteOrder order) {
      long within = first - start * Byte.SIZE;
      return order == ByteOrder.LITTLE_ENDIAN
          ? Long.SIZE - (within + width)
          : (REGISTER - bytes) * Byte.SIZE + within;
    }
  }
}
