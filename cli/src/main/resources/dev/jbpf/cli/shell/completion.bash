# bash completion for jbpf and jbpf-asm: asks the command itself what a word can be.
_jbpf() {
  local words=("${COMP_WORDS[@]:1:COMP_CWORD}")
  [ "${1##*/}" = jbpf ] || words=(asm "${words[@]}")
  mapfile -t COMPREPLY < <(jbpf __complete "${words[@]}" 2> /dev/null)
}
complete -o default -o bashdefault -F _jbpf jbpf jbpf-asm
