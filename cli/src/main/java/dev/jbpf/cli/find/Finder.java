package dev.jbpf.cli.find;

import dev.jbpf.cli.console.NotPossibleException;
import dev.jbpf.cli.console.NotThereException;
import dev.jbpf.cli.console.UsageException;
import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.kernel.Errno;
import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Kernel;
import dev.jbpf.runtime.error.BpfSyscallException;
import dev.jbpf.runtime.inspect.Identity;
import dev.jbpf.runtime.inspect.Inspected;
import dev.jbpf.runtime.inspect.Inspector;
import dev.jbpf.runtime.inspect.ObjectKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Finds objects: {@code id 5}, {@code name NAME}, {@code tag TAG} and {@code pinned FILE} as
 * bpftool has them, or just what stands behind these words.
 */
public final class Finder {
  private static final String NUMBER = "\\d{1,10}";

  /** How many characters of a name the kernel keeps. */
  private static final int KEPT = 15;

  private static final List<String> SELECTORS = List.of("id", "name", "tag", "pinned");

  private static final String TAG = "[0-9a-f]{16}";

  private final Inspector inspector;

  private Finder(Inspector inspector) {
    this.inspector = inspector;
  }

  /**
   * {@return one for the kernel of this machine}
   *
   * @throws NotPossibleException if it is not Linux
   */
  public static Finder local() {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      throw new NotPossibleException(Bpf.permission().toString());
    }
    return new Finder(new Inspector(Kernel.local()));
  }

  /** {@return what looks at the kernel} */
  public Inspector inspector() {
    return inspector;
  }

  /** {@return the objects that {@code words} begin with; all, if there are no words} */
  public List<Long> all(ObjectKind kind, CommandWords words) {
    return words.isEmpty() ? inspector.ids(kind) : some(kind, words);
  }

  /** {@return what {@code look} tells of the objects that {@code names} name; of all, if none} */
  public <T> List<T> look(ObjectKind kind, List<String> names, Function<Inspected, T> look) {
    if (names.isEmpty()) {
      return inspector.all(kind, look); // One that goes away meanwhile is left out.
    }
    CommandWords words = new CommandWords(names);
    List<T> found = new ArrayList<>();
    for (long id : all(kind, words)) {
      try (Inspected object = inspector.open(kind, id)) {
        found.add(look.apply(object));
      }
    }
    words.end();
    return found;
  }

  /**
   * {@return the one object that {@code words} begin with}
   *
   * @throws UsageException if there are several, which the message lists
   */
  public long one(ObjectKind kind, CommandWords words) {
    List<Long> found = some(kind, words);
    if (found.size() > 1) {
      throw new UsageException("there are several, take one by its number: " + found);
    }
    return found.get(0);
  }

  private List<Long> some(ObjectKind kind, CommandWords words) {
    String word = words.next(kind.noun() + ": a number, a name, or a file where it is pinned");
    return switch (selector(kind, word, words)) {
      case "id" -> List.of(byId(kind, words.next("number")));
      case "name" -> byName(kind, words.next("name"));
      case "tag" -> byTag(kind, words.next("tag"));
      case "pinned" -> List.of(byPin(kind, words.next("file")));
      default -> guess(kind, word);
    };
  }

  /** One of bpftool's words, which may be shortened where nothing has such a name. */
  private String selector(ObjectKind kind, String word, CommandWords rest) {
    return SELECTORS.contains(word) || rest.isEmpty()
        ? word
        : SELECTORS.stream()
            .filter(each -> each.startsWith(word) && !names(kind).containsValue(word))
            .findFirst()
            .orElse(word);
  }

  private List<Long> guess(ObjectKind kind, String word) {
    if (word.matches(NUMBER)) {
      return List.of(byId(kind, word));
    } else if (word.indexOf('/') >= 0) {
      return List.of(byPin(kind, word));
    } else if (kind == ObjectKind.PROGRAM && word.matches(TAG)) {
      return byTag(kind, word);
    }
    return byName(kind, word);
  }

  @SuppressWarnings("try") // opened only to see whether it is there
  private long byId(ObjectKind kind, String text) {
    if (!text.matches(NUMBER)) {
      throw new UsageException("'" + text + "' is no number of a " + kind.noun());
    }
    long id = Long.parseLong(text);
    try (Inspected object = inspector.open(kind, id)) {
      return id;
    } catch (BpfSyscallException e) {
      if (e.errno().equals(Errno.ENOENT)) {
        throw new NotThereException(none(kind) + " number " + id);
      }
      throw e;
    }
  }

  private long byPin(ObjectKind kind, String file) {
    try (Inspected object = inspector.open(Path.of(file))) {
      if (object.kind() != kind) {
        throw new NotThereException(
            file + " is no " + kind.noun() + " but a " + object.kind().noun());
      }
      return Identity.of(object).id();
    } catch (BpfSyscallException e) {
      if (e.errno().equals(Errno.ENOENT)) {
        throw new NotThereException("nothing is pinned as " + file);
      }
      throw e;
    } catch (IllegalArgumentException e) {
      throw new NotThereException(e.getMessage());
    }
  }

  private List<Long> byName(ObjectKind kind, String name) {
    return matching(kind, "named", name, names(kind));
  }

  private Map<Long, String> names(ObjectKind kind) {
    return each(kind, object -> Identity.of(object).name());
  }

  private List<Long> byTag(ObjectKind kind, String tag) {
    if (kind != ObjectKind.PROGRAM) {
      throw new UsageException("a " + kind.noun() + " has no tag");
    }
    return matching(kind, "with tag", tag, each(kind, object -> object.program().tag()));
  }

  private Map<Long, String> each(ObjectKind kind, Function<Inspected, String> what) {
    Map<Long, String> found = new TreeMap<>();
    inspector
        .all(kind, object -> Map.entry(Identity.of(object).id(), what.apply(object)))
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }

  private static List<Long> matching(
      ObjectKind kind, String relation, String wanted, Map<Long, String> all) {
    List<Long> found =
        all.entrySet().stream()
            .filter(entry -> isSame(entry.getValue(), wanted))
            .map(Map.Entry::getKey)
            .toList();
    if (found.isEmpty()) {
      throw new NotThereException(
          none(kind)
              + " "
              + relation
              + " '"
              + wanted
              + "'"
              + Suggestions.nearest(wanted, named(all))
                  .map(near -> "; did you mean '" + near + "'?")
                  .orElse(""));
    }
    return found;
  }

  private static String none(ObjectKind kind) {
    return (kind == ObjectKind.TYPES ? "there are no " : "there is no ") + kind.noun();
  }

  private static List<String> named(Map<Long, String> all) {
    return all.values().stream().filter(name -> !name.isEmpty()).toList();
  }

  private static boolean isSame(String name, String wanted) {
    return name.equals(wanted) || wanted.length() > KEPT && name.equals(wanted.substring(0, KEPT));
  }
}
