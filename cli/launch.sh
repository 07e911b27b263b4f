# Sourced by the launcher scripts, which set $paths: the script's own real path, and java's, a line each. It starts as
# few processes as it can: they would take a good part of a short run.

newline='
'
script=${paths%%"$newline"*}
here=${script%/*}
java=${paths#*"$newline"}
jar=$here/cli/target/jbpf-cli.jar

# Maven's own output goes to standard error: standard output is the command's.
build() {
  echo 'jbpf: first run, building (a minute or so) ...' >&2
  if ! command -v mvn > /dev/null; then
    echo 'jbpf: Maven is missing: install it (Debian: apt-get install maven), or put mvn on the PATH' >&2
    exit 2
  fi
  (cd "$here" && mvn -q -B -ntp -DskipTests -Dspotless.check.skip -pl cli -am package) >&2 || {
    echo 'jbpf: the build failed, see above' >&2
    exit 2
  }
}

# launch MAIN OPTIONS ARGUMENT...
launch() {
  if [ "$java" = "$script" ]; then
    echo 'jbpf: no java: install a JDK 17 or newer, and put it on the PATH or set JAVA_HOME' >&2
    exit 2
  fi
  [ -f "$jar" ] || build
  main=$1
  options=$2
  shift 2
  archive=
  if [ "$main" = dev.jbpf.cli.JbpfAsm ] && [ -f "$here/cli/target/cds$java/option" ]; then
    read -r archive < "$here/cli/target/cds$java/option"
  fi
  # An archive that does not fit this JVM, or another build of the jar, is passed over in silence.
  exec "$java" -XX:+UseSerialGC -XX:-UsePerfData -Xlog:disable \
    $options $archive -cp "$jar" "$main" "$@"
}
