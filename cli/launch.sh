# Sourced by the launcher scripts, which set $here to the project's folder.

jar=$here/cli/target/jbpf-cli.jar

# Maven's own output goes to standard error: standard output is the command's.
build() {
  echo "jbpf: first run, building (a minute or so) ..." >&2
  if ! command -v mvn > /dev/null; then
    echo "jbpf: Maven is missing: install it (Debian: apt-get install maven), or put mvn on the PATH" >&2
    exit 2
  fi
  (cd "$here" && mvn -q -B -ntp -DskipTests -Dspotless.check.skip -pl cli -am package) >&2 || {
    echo "jbpf: the build failed, see above" >&2
    exit 2
  }
}

launch() {
  java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  if ! command -v "$java" > /dev/null; then
    echo "jbpf: no java: install a JDK 17 or newer, or set JAVA_HOME" >&2
    exit 2
  fi
  [ -f "$jar" ] || build
  options="--enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -XX:-UsePerfData -Xshare:auto"
  main=$1
  shift
  exec "$java" $options -cp "$jar" "$main" "$@"
}
