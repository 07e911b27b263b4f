package dev.jbpf.vm.helper.trace;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.family.HelperFamily;
import dev.jbpf.vm.helper.family.Objects;
import dev.jbpf.vm.helper.family.Printf;
import dev.jbpf.vm.world.SequenceFile;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What iterators write for whoever reads their file. */
public record SequenceHelpers() implements HelperFamily {
  private static final int MAX_ARGUMENTS = 12;

  @Override
  public void register(Registry registry) {
    registry.put(
        Helper.SEQ_WRITE,
        (call, file, data, size, r4, r5) ->
            write(call, file, call.memory().read(data, (int) size)));
    registry.put(
        Helper.SEQ_PRINTF,
        (call, file, format, size, data, length) ->
            print(call, file, Texts.read(call, format, (int) size), data, length));
  }

  private static long write(HelperCall call, long file, byte[] bytes) {
    return Objects.at(call, file, SequenceFile.class).write(bytes) ? 0 : Errno.EOVERFLOW.result();
  }

  private static long print(HelperCall call, long file, String format, long data, long length) {
    boolean isRight =
        length % Long.BYTES == 0 && length >= 0 && length <= MAX_ARGUMENTS * Long.BYTES;
    Optional<String> text =
        isRight
            ? Printf.format(
                call,
                format,
                i -> call.memory().load(data + (long) i * Long.BYTES, Long.BYTES),
                (int) length / Long.BYTES)
            : Optional.empty();
    return text.map(bytes -> write(call, file, bytes.getBytes(StandardCharsets.ISO_8859_1)))
        .orElse((long) Errno.EINVAL.result());
  }
}
