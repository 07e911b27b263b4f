#!/bin/sh
# archive.sh JAVA TARGET [COMMAND]: makes what COMMAND (jbpf-asm or jbpf) starts from on that JVM: an archive of its
# classes, and TARGET/cds/JAVA/COMMAND.options, a file of the JVM's options that uses it; where none can be made, the
# options do without. No AOT cache: a JVM loads all of its classes before it starts, also those of errors and of the
# JVM's own start without an archive, which takes 4 ms more than this saves.
# Without COMMAND, all archives are made anew: a JVM may run what an archive holds of an older jar.
java=$(readlink -f -- "$1")
target=$2
folder=$target/cds$java

if [ $# -lt 3 ]; then
  rm -rf "$target/cds"
  sh "$0" "$1" "$target" jbpf-asm
  sh "$0" "$1" "$target" jbpf
  exit 0
fi
command=$3

# Another path to the same JVM.
if [ "$1" != "$java" ] && [ ! -e "$target/cds$1" ]; then
  mkdir -p "$target/cds${1%/*}" && ln -s "$folder" "$target/cds$1"
fi
[ ! "$folder/$command.options" -nt "$target/jbpf-cli.jar" ] || exit 0

# Several may be made at once: the last one stays, whole.
work=$target/cds.$$
mkdir -p "$folder" "$work" || exit 0
trap 'rm -rf "$work"' EXIT
release=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/.*java\.specification\.version = //p')

library() { ls "$target"/lib/$1*.jar; }

common='-XX:+IgnoreUnrecognizedVMOptions -XX:-UsePerfData'
if [ "$command" = jbpf-asm ]; then
  # The JVM's own class loader starts faster than the one for the class path, and checks that the jars are the archive's.
  main=dev.jbpf.cli.JbpfAsm
  classes=-Xbootclasspath/a:$target/jbpf-cli.jar:$(library jbpf-asm-):$(library picocli-):$(library jackson-core-)
  # The first compiler only, for loops of 5,000 rounds already, not 60,000: most of a run is a few long loops. The heap has
  # room for a million lines, so that nothing is collected; what is not used of it is not touched. No huge pages:
  # they save a tenth of a million lines' time, but one run in ten waits for the kernel to make them, and takes twice as long.
  common="$common -XX:TieredStopAtLevel=1 -XX:Tier3BackEdgeThreshold=5000 -Xms200m -Xmn100m"
else
  main=dev.jbpf.cli.Jbpf
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

train() { "$java" $common "$@" "$classes" dev.jbpf.cli.ArchiveTraining "$work" "$command" > /dev/null 2>&1; }

archive=
if train -XX:DumpLoadedClassList="$work/classes" \
  && "$java" $common -Xshare:dump -XX:SharedClassListFile="$work/classes" -XX:SharedArchiveFile="$work/$command.jsa" \
    "$classes" > /dev/null 2>&1 && [ -s "$work/$command.jsa" ]; then
  archive=$command.jsa
fi

# At the address that the archive was made for, so that nothing in it has to be moved.
{
  for option in $common -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 -Xlog:disable; do
    echo "$option"
  done
  [ -z "$archive" ] || echo "\"-XX:SharedArchiveFile=$folder/$archive\""
  echo "\"$classes\""
} > "$work/$command.options"
[ -z "$archive" ] || mv -f "$work/$archive" "$folder/$archive"
mv -f "$work/$command.options" "$folder/$command.options"
exit 0
