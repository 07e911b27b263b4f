package dev.jbpf.cli.api;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * What a module gives to everybody: the public types of the packages that it exports to all, and
 * what is public or protected in these, a line each. Sources are read, not classes, so that modules
 * that are built later count as well.
 */
final class ApiListing {
  private static final Pattern EXPORT = Pattern.compile("exports\\s+([\\w.]+)\\s*;");
  private static final String GENERATED = "src/generated/java";

  private final Set<String> lines = new TreeSet<>();
  private final List<String> undocumented = new ArrayList<>();

  /** Types that only their package sees, by name: what is public in them others inherit. */
  private final Map<String, TreePath> hidden = new HashMap<>();

  private final Set<String> packages = new TreeSet<>();
  private int types;
  private DocTrees docs;

  private ApiListing() {}

  /** {@return what the module in {@code folder} gives} */
  static ApiListing of(Path folder) throws IOException {
    ApiListing listing = new ApiListing();
    String descriptor = Files.readString(folder.resolve("src/main/java/module-info.java"));
    Matcher exports = EXPORT.matcher(descriptor);
    while (exports.find()) {
      listing.packages.add(exports.group(1));
      String inside = exports.group(1).replace('.', '/');
      listing.read(folder.resolve("src/main/java").resolve(inside), false);
      listing.read(folder.resolve(GENERATED).resolve(inside), true);
    }
    return listing;
  }

  /** {@return the packages that are exported to everybody} */
  Set<String> packages() {
    return packages;
  }

  /** {@return a line a type and a member, in the order of their text} */
  Set<String> lines() {
    return lines;
  }

  /** {@return how many types there are, those inside others not counted} */
  int types() {
    return types;
  }

  /** {@return what has no comment, but for what is said elsewhere: in what it overrides} */
  List<String> undocumented() {
    return undocumented;
  }

  private void read(Path folder, boolean isGenerated) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    if (files.isEmpty()) {
      return;
    }
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      var sources = manager.getJavaFileObjectsFromPaths(files);
      var task =
          (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, sources);
      docs = DocTrees.instance(task);
      List<CompilationUnitTree> units = new ArrayList<>();
      task.parse().forEach(units::add);
      hidden.clear();
      units.forEach(this::keepHidden);
      units.forEach(unit -> read(unit, isGenerated));
    }
  }

  private void keepHidden(CompilationUnitTree unit) {
    for (Tree tree : unit.getTypeDecls()) {
      if (tree instanceof ClassTree type && !isPublic(type.getModifiers().getFlags())) {
        hidden.put(type.getSimpleName().toString(), new TreePath(new TreePath(unit), type));
      }
    }
  }

  private void read(CompilationUnitTree unit, boolean isGenerated) {
    for (Tree tree : unit.getTypeDecls()) {
      if (tree instanceof ClassTree type && isPublic(type.getModifiers().getFlags())) {
        types++;
        String name = unit.getPackageName() + "." + type.getSimpleName();
        if (isGenerated) {
          lines.add(name + ": generated " + kind(type));
        } else {
          read(new TreePath(new TreePath(unit), type), name);
        }
      }
    }
  }

  private void read(TreePath path, String name) {
    lines.add(name + ": " + head((ClassTree) path.getLeaf()));
    document(path, name);
    readMembers(path, name);
  }

  private void readMembers(TreePath path, String name) {
    ClassTree type = (ClassTree) path.getLeaf();
    above(type).ifPresent(inherited -> readMembers(inherited, name));
    boolean isInterface =
        type.getKind() == Tree.Kind.INTERFACE || type.getKind() == Tree.Kind.ANNOTATION_TYPE;
    for (Tree member : type.getMembers()) {
      TreePath inner = new TreePath(path, member);
      if (member instanceof ClassTree nested
          && (isInterface || isGiven(nested.getModifiers().getFlags()))) {
        read(inner, name + "." + nested.getSimpleName());
      } else if (member instanceof MethodTree method
          && (isInterface && !method.getModifiers().getFlags().contains(Modifier.PRIVATE)
              || isGiven(method.getModifiers().getFlags()))) {
        method(inner, method, name);
      } else if (member instanceof VariableTree field
          && !isComponent(type, field)
          && (isInterface || isGiven(field.getModifiers().getFlags()))) {
        field(inner, field, name);
      }
    }
  }

  /** Constants of their own type, as those of enums, may speak for themselves. */
  private void field(TreePath path, VariableTree field, String name) {
    ClassTree type = (ClassTree) path.getParentPath().getLeaf();
    if (text(field.getType()).equals(type.getSimpleName().toString())) {
      lines.add(name + ": " + field.getName());
    } else {
      lines.add(name + ": " + flags(field.getModifiers().getFlags()) + variable(field));
      document(path, name + "." + field.getName());
    }
  }

  private void method(TreePath path, MethodTree method, String name) {
    boolean overrides =
        method.getModifiers().getAnnotations().stream()
            .anyMatch(mark -> mark.getAnnotationType().toString().equals("Override"));
    if (overrides || takesWhatNobodyNames(method)) {
      return;
    }
    String parameters =
        String.join(", ", method.getParameters().stream().map(p -> text(p.getType())).toList());
    String result =
        method.getReturnType() == null
            ? path.getParentPath().getLeaf() instanceof ClassTree type
                ? type.getSimpleName().toString()
                : ""
            : text(method.getReturnType()) + " " + method.getName();
    String line = flags(method.getModifiers().getFlags()) + result + "(" + parameters + ")";
    lines.add(name + ": " + line);
    document(path, name + ": " + line);
  }

  /** What packages of a module share: it takes types that the module does not export. */
  private static boolean takesWhatNobodyNames(MethodTree method) {
    return !method.getParameters().isEmpty()
        && method.getModifiers().getAnnotations().stream()
            .anyMatch(mark -> mark.toString().contains("\"exports\""));
  }

  private void document(TreePath path, String what) {
    boolean isCompact =
        path.getLeaf() instanceof MethodTree method
            && method.getReturnType() == null
            && path.getParentPath().getLeaf().getKind() == Tree.Kind.RECORD;
    if (!isCompact && docs.getDocComment(path) == null) {
      undocumented.add(what);
    }
  }

  private static boolean isComponent(ClassTree type, VariableTree field) {
    return type.getKind() == Tree.Kind.RECORD
        && !field.getModifiers().getFlags().contains(Modifier.STATIC);
  }

  /** {@return the class that {@code type} extends and only its package sees} */
  private Optional<TreePath> above(ClassTree type) {
    return Optional.ofNullable(hidden.get(text(type.getExtendsClause()).replaceAll("<.*", "")));
  }

  private String head(ClassTree type) {
    StringBuilder head = new StringBuilder(flags(type.getModifiers().getFlags()) + kind(type));
    if (type.getKind() == Tree.Kind.RECORD) {
      List<String> components =
          type.getMembers().stream()
              .filter(member -> member instanceof VariableTree field && isComponent(type, field))
              .map(member -> variable((VariableTree) member))
              .toList();
      head.append('(').append(String.join(", ", components)).append(')');
    }
    return head + supertypes(type);
  }

  private String supertypes(ClassTree type) {
    StringBuilder text = new StringBuilder();
    Optional<TreePath> above = above(type);
    if (above.isPresent()) {
      text.append(supertypes((ClassTree) above.get().getLeaf()));
    } else if (type.getExtendsClause() != null) {
      text.append(" extends ").append(text(type.getExtendsClause()));
    }
    if (!type.getImplementsClause().isEmpty()) {
      List<String> names = type.getImplementsClause().stream().map(ApiListing::text).toList();
      text.append(" implements ").append(String.join(", ", names));
    }
    return text.toString();
  }

  private static String kind(ClassTree type) {
    return type.getKind() == Tree.Kind.ANNOTATION_TYPE
        ? "@interface"
        : type.getKind().name().toLowerCase(Locale.ROOT);
  }

  private static String variable(VariableTree variable) {
    return text(variable.getType()) + " " + variable.getName();
  }

  /** What is public is not said: nearly all is. */
  private static String flags(Set<Modifier> flags) {
    StringBuilder text = new StringBuilder();
    for (Modifier flag : new TreeSet<>(flags)) {
      boolean isKept =
          switch (flag) {
            case PROTECTED, ABSTRACT, STATIC, FINAL, SEALED, NON_SEALED -> true;
            default -> false;
          };
      text.append(isKept ? flag + " " : "");
    }
    return text.toString();
  }

  private static String text(Tree tree) {
    return tree == null ? "" : tree.toString().replaceAll("\\s+", " ");
  }

  private static boolean isPublic(Set<Modifier> flags) {
    return flags.contains(Modifier.PUBLIC);
  }

  private static boolean isGiven(Set<Modifier> flags) {
    return isPublic(flags) || flags.contains(Modifier.PROTECTED);
  }
}
