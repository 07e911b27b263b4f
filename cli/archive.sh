#!/bin/sh
# archive.sh JAVA TARGET [COMMAND [CACHE]]: makes what COMMAND (jbpf-asm or jbpf) starts from on that JVM: an archive of
# its classes, and CACHE/cds/JAVA/COMMAND.options, a file of the JVM's options that uses it; where none can be made, the
# options do without. Its first two lines say for which folder and which JVM it was made. CACHE is TARGET but for commands
# that are installed, where nobody but root may write, and what they share is no place for what a JVM runs. No AOT cache: a JVM loads
# all of its classes before it starts, also those of errors and of the JVM's own start without an archive, which takes
# 4 ms more than this saves.
# Without COMMAND, the build is complete: all archives are made anew, as a JVM may run what one holds of an older jar.
java=$(readlink -f -- "$1")
target=$(cd -P -- "$2" && pwd -P) || exit 0

if [ $# -lt 3 ]; then
  rm -rf "$target/cds"
  : > "$target/built"
  sh "$0" "$1" "$target" jbpf-asm
  sh "$0" "$1" "$target" jbpf
  exit 0
fi
command=$3
cache=${4:-$target}
folder=$cache/cds$java
options=$folder/$command.options

# Several may be made at once: the last one stays, whole.
work=$(mktemp -d "$cache/cds.XXXXXX") && mkdir -p "$folder" || exit 0
trap 'rm -rf "$work"' EXIT

is_current() {
  [ "$options" -nt "$target/built" ] && [ "$options" -nt "$java" ] \
    && { IFS= read -r made_in && IFS= read -r made_for; } < "$options" \
    && [ "$made_in" = "#$target" ] && [ "$made_for" = "#$java" ]
}

library() { ls "$target"/lib/$1*.jar; }

choose() {
  common='-XX:+IgnoreUnrecognizedVMOptions -XX:-UsePerfData'
  release=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/.*java\.specification\.version = //p')
  if [ "$command" = jbpf-asm ]; then
    # The JVM's own class loader starts faster than the one for the class path, and checks that the jars are the archive's.
    classes=-Xbootclasspath/a:$target/jbpf-cli.jar:$(library jbpf-asm-):$(library jbpf-verifier-):$(library picocli-):$(library jackson-core-)
    # The first compiler only, for loops of 5,000 rounds already, not 60,000: most of a run is a few long loops. The heap has
    # room for a million lines, so that nothing is collected; what is not used of it is not touched. No huge pages:
    # they save a tenth of a million lines' time, but one run in ten waits for the kernel to make them, and takes twice as long.
    common="$common -XX:TieredStopAtLevel=1 -XX:Tier3BackEdgeThreshold=5000 -Xms200m -Xmn100m"
  else
    classes="-Djava.class.path=$target/jbpf-cli.jar"
    common="$common -Xms24m"
    [ "$release" -lt 22 ] || common="$common --enable-native-access=ALL-UNNAMED"
  fi
  # Up to 17, only G1 takes the heap objects of an archive, which are a quarter of a JVM's start.
  if [ "$release" -lt 18 ]; then
    common="$common -XX:+UseG1GC -XX:ParallelGCThreads=1 -XX:ConcGCThreads=1 -XX:G1ConcRefinementThreads=0"
  else
    common="$common -XX:+UseSerialGC"
  fi
}

# The classes of what is run are those of tests, which the archive has not: only for the list of the others.
train() { "$java" $common "$@" "$classes:$target/test-classes" dev.jbpf.cli.ArchiveTraining "$work" "$command" > /dev/null 2>&1; }

# What is installed brings the list along that the build has made.
list_classes() {
  if [ -f "$target/$command.classes" ] && [ ! -d "$target/test-classes" ]; then
    cp "$target/$command.classes" "$work/classes"
  else
    train -XX:DumpLoadedClassList="$work/classes" && cp "$work/classes" "$target/$command.classes"
  fi
}

make_archive() {
  list_classes \
    && "$java" $common -Xshare:dump -XX:SharedClassListFile="$work/classes" -XX:SharedArchiveFile="$work/$command.jsa" \
      "$classes" > /dev/null 2>&1 && [ -s "$work/$command.jsa" ] && mv -f "$work/$command.jsa" "$folder/$command.jsa"
}

# An option of the JVM's that may have any characters, as its files of options want it.
quoted() { printf '"%s"\n' "$(printf '%s' "$1" | sed 's/[\\"]/\\&/g')"; }

write_options() {
  echo "#$target"
  echo "#$java"
  # At the address that the archive was made for, so that nothing in it has to be moved.
  for option in $common -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 -Xlog:disable; do
    echo "$option"
  done
  [ -z "$1" ] || quoted "-XX:SharedArchiveFile=$1"
  # Where jffi finds its library, instead of unpacking it into a temporary file: a tenth of a run.
  [ "$command" = jbpf-asm ] || quoted "-Djffi.boot.library.path=$target/native/jni"
  # Whose jar the JVM's own class loader has cannot see where that is.
  [ "$command" != jbpf-asm ] || quoted "-Djbpf.help=$target/help"
  quoted "$classes"
}

# To where the JVM is called by another path, too.
publish() {
  mkdir -p "${2%/*}" && cp "$1" "$work/published" && mv -f "$work/published" "$2"
}

if ! is_current; then
  choose
  archive=
  ! make_archive || archive=$folder/$command.jsa
  write_options "$archive" > "$work/options"
  publish "$work/options" "$options"
fi
if [ "$1" != "$java" ]; then
  publish "$options" "$cache/cds$1/$command.options"
else
  touch "$options"
fi
exit 0
