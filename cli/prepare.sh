# Sourced by launch.sh where a command cannot start at once: the first run, the first on another JVM, after git has
# changed the sources, or in a folder that was copied or moved.

# Standard output is the command's, and so is standard input.
quietly() { "$@" < /dev/null >&2; }

check_java() {
  home=$(readlink -f -- "$java")
  home=${home%/bin/java}
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release" 2> /dev/null)
  [ -n "$version" ] || version=$("$java" -version 2>&1 < /dev/null | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
  [ "$version" != 1 ] || version=8
  [ "${version:-17}" -ge 17 ] || wrong "$java is Java $version: a JDK 17 or newer is needed, on the PATH or in JAVA_HOME"
}

check_place() {
  case $here in
    *:*) wrong "no class path can have a colon: move $here to a folder without one" ;;
  esac
}

# Of several first runs one builds, and the others wait. On a file of the checkout, so that none is left behind.
lock() {
  command -v flock > /dev/null || return 0
  exec 9< "$here/pom.xml"
  flock -n 9 2> /dev/null || {
    echo 'jbpf: waiting for another run that builds ...' >&2
    flock 9 2> /dev/null || :
  }
}

unlock() { exec 9<&-; }

run_maven() {
  echo "jbpf: $1, building (a minute or so) ..." >&2
  command -v mvn > /dev/null || wrong 'Maven is missing: install it (Debian: apt-get install maven), or put mvn on the PATH'
  (cd "$here" && quietly mvn -q -B -ntp -DskipTests -Dspotless.check.skip -pl cli -am package) \
    || wrong 'the build failed, see above'
}

is_outdated() {
  [ "$here/.git/logs/HEAD" -nt "$target/built" ] && [ -n "$(
    find "$here/pom.xml" "$here"/*/pom.xml "$here"/*/src/main "$here"/*/src/generated \
      -type f -newer "$target/built" 2> /dev/null | head -n 1
  )" ]
}

build() {
  if [ ! -e "$target/built" ]; then
    run_maven 'first run'
  elif is_outdated; then
    if [ -w "$target" ] && command -v mvn > /dev/null; then
      run_maven 'the sources have changed'
    else
      echo 'jbpf: the sources have changed since they were built, and cannot be built now: the older program runs' >&2
    fi
  fi
}

# Nobody else may write there: what lies in it is run.
make_cache() {
  [ -d "$cache" ] || [ -z "${XDG_CACHE_HOME:-${HOME:-}}" ] || (umask 077 && mkdir -p "$cache") 2> /dev/null || :
}

prepare() {
  check_java
  check_place
  if [ "$cache" = "$target" ]; then
    lock
    build
  else
    make_cache
  fi
  if [ -w "$cache" ] && [ -O "$cache" -o "$cache" = "$target" ]; then
    quietly sh "$parts/archive.sh" "$java" "$target" "$command" "$cache"
  fi
  [ "$cache" != "$target" ] || unlock
}
