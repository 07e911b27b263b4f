# Sourced by the launcher scripts, which set $script. It starts no process where it can do without: each one would take
# a good part of a short run.

here=${script%/*}
target=$here/cli/target
jar=$target/jbpf-cli.jar

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

# launch COMMAND MAIN ARGUMENT...
launch() {
  java=${JAVA_HOME:+$JAVA_HOME/bin/java}
  [ -x "$java" ] || java=$(command -v "${java:-java}") || {
    echo 'jbpf: no java: install a JDK 17 or newer, and put it on the PATH or set JAVA_HOME' >&2
    exit 2
  }
  [ -f "$jar" ] || build
  options=$target/cds$java/$1.options
  main=$2
  # Made with the first run on a JVM, and again for a newer jar or JVM. What does not fit all the same is passed over in
  # silence, and the command only starts more slowly.
  if [ ! "$options" -nt "$jar" ] || [ ! "$options" -nt "$java" ]; then
    [ ! -w "$target" ] || sh "$here/cli/archive.sh" "$java" "$target" "$1"
  fi
  shift 2
  if [ -f "$options" ]; then
    exec "$java" "@$options" "$main" "$@"
  fi
  exec "$java" -XX:+UseSerialGC -XX:-UsePerfData -cp "$jar" "$main" "$@"
}
