#compdef jbpf jbpf-asm
# zsh completion for jbpf and jbpf-asm: asks the command itself what a word can be.
_jbpf() {
  local -a asked found
  asked=("${(@)words[2,CURRENT]}")
  [[ ${words[1]:t} == jbpf ]] || asked=(asm "${asked[@]}")
  found=("${(@f)$(jbpf __complete "${asked[@]}" 2> /dev/null)}")
  if [[ -n ${found[1]} ]]; then
    compadd -a found
  else
    _files
  fi
}
if [ "${funcstack[1]}" = _jbpf ]; then
  _jbpf "$@"
else
  compdef _jbpf jbpf jbpf-asm
fi
