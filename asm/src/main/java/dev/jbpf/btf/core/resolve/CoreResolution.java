package dev.jbpf.btf.core.resolve;

import dev.jbpf.btf.BtfType;
import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.kernel.call.CoreRelocation;
import java.util.Optional;

/**
 * What becomes of an instruction that depends on a kernel's types. Immutable.
 *
 * @see CorePatch
 */
public final class CoreResolution {
  private final CoreRecord record;
  private final Spec ours;
  private final Optional<Spec> theirs;
  private final Measure before;
  private final Optional<Measure> after;
  private final Optional<String> near;

  private CoreResolution(
      CoreRecord record,
      Spec ours,
      Optional<Spec> theirs,
      Measure before,
      Optional<Measure> after,
      Optional<String> near) {
    this.near = near;
    this.record = record;
    this.ours = ours;
    this.theirs = theirs;
    this.before = before;
    this.after = after;
  }

  /** A type's id among the object's own: nothing to look for, nor to compare. */
  static CoreResolution local(CoreRecord record, Spec ours) {
    Measure id = new Measure(record.type(), 0, 0, false);
    return new CoreResolution(
        record, ours, Optional.of(ours), id, Optional.of(id), Optional.empty());
  }

  static CoreResolution of(CoreRecord record, Spec ours, Spec theirs) {
    return new CoreResolution(
        record,
        ours,
        Optional.of(theirs),
        Measure.of(record.kind(), ours),
        Optional.of(Measure.of(record.kind(), theirs)),
        Optional.empty());
  }

  static CoreResolution nothing(CoreRecord record, Spec ours, Optional<String> near) {
    return new CoreResolution(
        record,
        ours,
        Optional.empty(),
        Measure.of(record.kind(), ours),
        Measure.ofNothing(record.kind()),
        near);
  }

  /** Whether both leave the same instruction. */
  boolean isLike(CoreResolution other) {
    return after.map(Measure::value).equals(other.after.map(Measure::value))
        && after.map(Measure::size).equals(other.after.map(Measure::size));
  }

  /** What was found, for messages. */
  String target() {
    return theirs
        .map(spec -> spec + " (type " + spec.root() + ", offset " + spec.bitOffset() / 8 + ")")
        .orElse("nothing");
  }

  /** Where it was found; empty if it was not. */
  public Optional<Spec> theirs() {
    return theirs;
  }

  public CoreRelocation kind() {
    return record.kind();
  }

  Measure before() {
    return before;
  }

  /** What is to stand in the instruction; empty where it must not be reached. */
  Optional<Measure> after() {
    return after;
  }

  /**
   * {@return why the instruction must not be reached, if it must not: the kernel does not have what
   * it asks for}
   */
  public Optional<String> poison() {
    String hint = near.map(name -> "; " + Suggestions.didYouMean(name)).orElse("");
    return after.isPresent()
        ? Optional.empty()
        : Optional.of(describe() + ": the kernel has none" + hint);
  }

  /** {@return what the record asks, in words for messages: {@code FIELD_BYTE_OFFSET of …}} */
  public String describe() {
    return String.format(
        "%s of %s (type %d, path %s)", record.kind().name(), ours, record.type(), record.path());
  }

  /**
   * Why a load or store of our size would not do for theirs; empty if both take as many bytes, or
   * the kernel's bytes are all of the same number: pointers, and numbers without a sign, whose
   * upper bits are zeros.
   */
  Optional<String> misfit() {
    if (after.isEmpty() || before.size() == after.get().size()) {
      return Optional.empty();
    }
    BtfType mine = type(ours, before);
    BtfType its = theirs.map(spec -> type(spec, after.get())).orElse(mine);
    boolean isFit =
        mine instanceof BtfType.Ptr && its instanceof BtfType.Ptr
            || isUnsigned(mine) && isUnsigned(its);
    return isFit
        ? Optional.empty()
        : Optional.of(
            String.format(
                "%s: takes %d bytes in the kernel and %d in the object, and only pointers and"
                    + " unsigned numbers can be read so",
                describe(), after.get().size(), before.size()));
  }

  /**
   * Why an address would not do: what the object takes for bytes is a bit field in the kernel;
   * empty if it is not.
   */
  Optional<String> withoutAddress() {
    boolean isHidden =
        kind() == CoreRelocation.FIELD_BYTE_OFFSET
            && before.isExact()
            && after.filter(found -> !found.isExact()).isPresent();
    return isHidden
        ? Optional.of(
            describe()
                + ": is a bit field in the kernel, whose bytes hold other members, too; declare it"
                + " as one (@InBits in Java)")
        : Optional.empty();
  }

  private static BtfType type(Spec spec, Measure measure) {
    return spec.types().type(spec.types().resolve(measure.type()));
  }

  private static boolean isUnsigned(BtfType type) {
    return type instanceof BtfType.Int number && !number.isSigned();
  }

  @Override
  public String toString() {
    return describe() + ": " + target();
  }
}
