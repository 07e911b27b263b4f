package dev.jbpf.maven;

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
import org.apache.maven.project.MavenProject;

/**
 * Writes a Java class for each object and each file of assembly below a folder: its programs, maps
 * and variables with their types, and the object itself. Folders below it are packages.
 */
@Mojo(name = "skeleton", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class SkeletonMojo extends AbstractMojo {
  /** Where objects ({@code .o}) and assembly ({@code .s}) are. */
  @Parameter(defaultValue = "${project.basedir}/src/main/bpf", required = true)
  private File objects = new File("src/main/bpf");

  /** Where classes are written. */
  @Parameter(defaultValue = "${project.build.directory}/generated-sources/jbpf", required = true)
  private File output = new File("target/generated-sources/jbpf");

  /** The package of what lies in the folder itself. */
  @Parameter(property = "jbpf.package", defaultValue = "${project.groupId}")
  private String packageName = "";

  /** Whether nothing is done. */
  @Parameter(property = "jbpf.skip", defaultValue = "false")
  private boolean skip;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project = new MavenProject();

  /** For Maven. */
  public SkeletonMojo() {}

  SkeletonMojo(Path objects, Path output, String packageName) {
    this.objects = objects.toFile();
    this.output = output.toFile();
    this.packageName = packageName;
  }

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    Path folder = objects.toPath();
    if (skip || !Files.isDirectory(folder)) {
      return;
    }
    try {
      List<String> wrong =
          new SkeletonWriter(folder, output.toPath(), packageName, getLog()).write();
      if (!wrong.isEmpty()) {
        throw new MojoFailureException("no class can be made of: " + String.join(", ", wrong));
      }
    } catch (IOException e) {
      throw new MojoExecutionException("cannot read " + folder + ", or write to " + output, e);
    }
    project.addCompileSourceRoot(output.toString());
  }
}
