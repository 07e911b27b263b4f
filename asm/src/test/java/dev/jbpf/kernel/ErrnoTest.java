package dev.jbpf.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.jbpf.testing.Tool;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrnoTest {
  private static final Pattern DEFINE = Pattern.compile("#define (E\\w+) (\\d+)");

  private static List<Errno> all() {
    return Arrays.stream(Errno.class.getFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .map(ErrnoTest::constant)
        .toList();
  }

  private static Errno constant(java.lang.reflect.Field field) {
    try {
      Errno errno = (Errno) field.get(null);
      assertThat(errno.name()).isEqualTo(field.getName());
      return errno;
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void numbersAreThoseOfTheCLibrary(@TempDir Path folder) throws IOException {
    Path source = Files.writeString(folder.resolve("all.c"), "#include <errno.h>\n");
    Map<String, Integer> theirs =
        Tool.named("gcc")
            .succeed("-E", "-dM", source)
            .lines()
            .map(DEFINE::matcher)
            .filter(Matcher::matches)
            .collect(Collectors.toMap(m -> m.group(1), m -> Integer.valueOf(m.group(2))));
    assertThat(all()).hasSizeGreaterThan(50);
    assertThat(all())
        .filteredOn(errno -> !errno.equals(Errno.ENOTSUPP)) // The kernel's own.
        .allSatisfy(
            errno ->
                assertThat(theirs.get(errno.name())).as(errno.name()).isEqualTo(errno.number()));
  }

  @Test
  void eachNumberIsOfOneName() {
    assertThat(all()).doesNotHaveDuplicates();
    assertThat(all()).allSatisfy(errno -> assertThat(Errno.of(errno.number())).isSameAs(errno));
  }

  @Test
  void saysWhatIsKnownOfAnyNumber() {
    assertThat(Errno.ofResult(-9)).isSameAs(Errno.EBADF).hasToString("EBADF, bad file descriptor");
    assertThat(Errno.of(4000)).isEqualTo(Errno.of(4000)).hasToString("errno 4000, see errno(3)");
    assertThat(Errno.ENOENT.result()).isEqualTo(-2);
    assertThat(Errno.ENOENT.is(-2)).isTrue();
    assertThat(Errno.ENOENT.is(2)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Errno.of(-9))
        .withMessage("errno -9: numbers count from 1");
  }
}
