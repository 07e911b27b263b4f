package dev.jbpf.maven;

import dev.jbpf.methods.service.MarkedClasses;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Compiles the methods that {@code @BpfProgram} marks, and packs the object of each class beside
 * it: {@code Firewall.bpf.o}. At run time that is what {@code BpfObject.load(Firewall.class)}
 * takes, without {@code jbpf-methods} and OW2 ASM. Classes that are loaded together are packed
 * together, too, if they are named. A method that cannot be a program fails the build, with its
 * line; all classes are looked at.
 */
@Mojo(
    name = "compile",
    defaultPhase = LifecyclePhase.PROCESS_CLASSES,
    requiresDependencyResolution = ResolutionScope.COMPILE,
    threadSafe = true)
public final class CompileMojo extends AbstractMojo {
  /** Where the classes are, and the objects go. */
  @Parameter(defaultValue = "${project.build.outputDirectory}", required = true)
  private File classes = new File("target/classes");

  /** Where other classes are that these use. */
  @Parameter(defaultValue = "${project.compileClasspathElements}", readonly = true)
  private List<String> classPath = List.of();

  /** Where the sources are: messages name them. */
  @Parameter(defaultValue = "${project.compileSourceRoots}", readonly = true)
  private List<String> sources = List.of();

  /**
   * Classes that {@code BpfObject.load(Firewall.class, Counters.class)} loads as one object, which
   * is packed, too: {@code org.acme.Firewall, org.acme.Counters}, an element for each object.
   */
  @Parameter private List<String> together = List.of();

  /** Whether nothing is done. */
  @Parameter(property = "jbpf.skip", defaultValue = "false")
  private boolean skip;

  /** For Maven. */
  public CompileMojo() {}

  CompileMojo(Path classes, List<Path> sources, List<String> together) {
    this.classes = classes.toFile();
    this.together = together;
    this.sources = sources.stream().map(Path::toString).toList();
  }

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    Path folder = classes.toPath();
    if (skip || !Files.isDirectory(folder)) {
      return;
    }
    List<Path> others = classPath.stream().map(Path::of).filter(p -> !p.equals(folder)).toList();
    Sources named = new Sources(sources.stream().map(Path::of).toList());
    try (MarkedClasses marked = MarkedClasses.in(folder, others)) {
      ObjectPacker packer = new ObjectPacker(folder, marked, getLog(), named);
      List<String> refused = packer.pack();
      if (refused.isEmpty()) {
        for (String names : together) {
          packer.pack(List.of(names.strip().split("\\s*,\\s*")), refused);
        }
      }
      if (!refused.isEmpty()) {
        throw new MojoFailureException("not a program: " + String.join(", ", refused));
      }
    } catch (IOException e) {
      throw new MojoExecutionException("cannot read or write the classes of " + folder, e);
    }
  }
}
