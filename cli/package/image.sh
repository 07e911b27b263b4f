#!/bin/sh
# image.sh TARGET: makes of TARGET/jbpf-VERSION.tar.gz an archive that brings its own Java along, only as much of it as
# the commands need: TARGET/jbpf-VERSION-SYSTEM.tar.gz. Needs the jmods of a JDK, JAVA_HOME's or the first on the PATH.
set -eu
target=$(cd "$1" && pwd)
archive=$(ls "$target"/jbpf-*.tar.gz | grep -v -e -linux- | head -n 1)
name=$(basename "$archive" .tar.gz)
jlink=${JAVA_HOME:+$JAVA_HOME/bin/}jlink
work=$(mktemp -d "$target/image.XXXXXX")
trap 'rm -rf "$work"' EXIT

tar -xzf "$archive" -C "$work"
# java.compiler is JavaPoet's, java.logging jffi's, jdk.unsupported too; jdk.zipfs and others nobody needs.
"$jlink" --output "$work/$name/lib/jbpf/runtime" --strip-debug --no-header-files --no-man-pages --compress=2 \
  --add-modules java.base,java.compiler,java.logging,jdk.unsupported
image=$target/$name-linux-$(uname -m).tar.gz
# The same archive from the same files.
(cd "$work" && tar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 -c "$name" | gzip -9n > "$image")
echo "$image"
