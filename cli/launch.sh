# Sourced by the launcher scripts, which set $script, and $parts, the folder of this. It starts no process where it can
# do without: each one would take a good part of a short run.

if [ -f "$parts/jbpf-cli.jar" ]; then
  # Installed. What makes a run start fast is the user's own, as it is code that the JVM runs unchecked.
  here=$parts
  target=$parts
  cache=${XDG_CACHE_HOME:-${HOME:-/nowhere}/.cache}/jbpf$parts
else
  here=${script%/*}
  target=$here/cli/target
  cache=$target
fi
jar=$target/jbpf-cli.jar

# Where the locale says no encoding, Java would read names and arguments as ASCII; and it does so, too, where a locale
# of UTF-8 is named that the machine does not have.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-C}}} in
  C | POSIX | *.[Uu][Tt][Ff]8 | *.[Uu][Tt][Ff]-8)
    [ -z "${LC_ALL:-}" ] || export LC_ALL=C.UTF-8
    export LC_CTYPE=C.UTF-8
    ;;
esac

wrong() {
  echo "jbpf: $*" >&2
  exit 2
}

find_java() {
  if [ -x "$parts/runtime/bin/java" ]; then
    java=$parts/runtime/bin/java
  elif [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || wrong "JAVA_HOME is $JAVA_HOME, and there is no java to run in its folder bin:" \
      'set it to the folder of a JDK 17 or newer, or unset it to take the java on the PATH'
  else
    java=$(command -v java) || wrong 'no java: install a JDK 17 or newer, and put it on the PATH or set JAVA_HOME'
  fi
  case $java in
    /*) ;;
    *) java=$PWD/$java ;;
  esac
}

# Whether the options were made of what is built now, in this very folder (not in one that this is a copy of), and for
# this very JVM; and whether git has not changed the sources since.
is_current() {
  [ "$options" -nt "$target/built" ] && [ -O "$options" -o "$cache" = "$target" ] && [ "$options" -nt "$java" ] \
    && [ ! "$here/.git/logs/HEAD" -nt "$options" ] \
    && { IFS= read -r made_in && IFS= read -r made_for; } < "$options" \
    && [ "${made_in#?}" -ef "$target" ] && [ "${made_for#?}" -ef "$java" ]
}

# An option of the JVM's for this run; one word, or none.
compilers=

# launch COMMAND MAIN ARGUMENT...
launch() {
  command=$1
  main=$2
  shift 2
  find_java
  # Java takes as many as it may have, whatever the softer limit says; with fewer than these it ends with a stack trace.
  ulimit -S -n 24 2> /dev/null \
    || wrong 'no program can work with so few open files: raise the limit (ulimit -n), 1024 is usual'
  options=$cache/cds$java/$command.options
  if ! is_current; then
    . "$parts/prepare.sh"
    prepare
    is_current || exec "$java" -XX:+UseSerialGC -XX:-UsePerfData --enable-native-access=ALL-UNNAMED -cp "$jar" "$main" "$@"
  fi
  exec "$java" "@$options" $compilers "$main" "$@"
}
