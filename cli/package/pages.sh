#!/bin/sh
# pages.sh JAVA TARGET: makes what is installed beside the commands, as they tell it themselves: pages of the manual,
# and what lets shells complete words, in TARGET/share; and what --help prints, in TARGET/help.
set -eu
share=$2/share
jbpf() { "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar "$jar" "$@"; }
java=$1
jar=$2/jbpf-cli.jar

rm -rf "$share"
mkdir -p "$share/man/man1" "$share/bash-completion/completions" "$share/zsh/site-functions" \
  "$share/zsh/vendor-completions" "$share/fish/vendor_completions.d"
jbpf man -o "$share/man/man1"
rm -rf "$2/help"
jbpf __help "$2/help"
here=$(dirname "$0")/../src/main/resources/dev/jbpf/cli/shell
cp "$here/completion.bash" "$share/bash-completion/completions/jbpf"
cp "$here/completion.bash" "$share/bash-completion/completions/jbpf-asm"
cp "$here/completion.zsh" "$share/zsh/site-functions/_jbpf"
cp "$here/completion.zsh" "$share/zsh/vendor-completions/_jbpf" # where Debian's zsh looks for what is in /usr
cp "$here/completion.fish" "$share/fish/vendor_completions.d/jbpf.fish"
