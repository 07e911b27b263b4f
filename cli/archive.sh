#!/bin/sh
# archive.sh JAVA TARGET: makes the class-data archive that jbpf-asm starts from on that JVM, and notes the option that
# uses it. An AOT cache where the JVM knows it (25), an AppCDS archive otherwise; where neither works, nothing is left,
# and the command starts without.
java=$(readlink -f -- "$1")
target=$2
folder=$target/cds$java
common='-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData'
train="-cp $target/jbpf-cli.jar dev.jbpf.cli.ArchiveTraining $folder"

rm -rf "$folder"
mkdir -p "$folder"
if "$java" $common -XX:AOTCacheOutput="$folder/jbpf-asm.aot" $train > /dev/null 2>&1 && [ -s "$folder/jbpf-asm.aot" ]; then
  echo "-XX:AOTCache=$folder/jbpf-asm.aot" > "$folder/option"
elif "$java" $common -XX:ArchiveClassesAtExit="$folder/jbpf-asm.jsa" $train > /dev/null 2>&1 \
  && [ -s "$folder/jbpf-asm.jsa" ]; then
  echo "-XX:SharedArchiveFile=$folder/jbpf-asm.jsa" > "$folder/option"
fi
rm -f "$folder"/*.s "$folder"/*.o "$folder"/*.bin
exit 0
