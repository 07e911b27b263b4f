# fish completion for jbpf and jbpf-asm: asks the command itself what a word can be.
function __jbpf_words
    set -l asked (commandline -opc)[2..-1] (commandline -ct)
    if test (basename (commandline -opc)[1]) != jbpf
        set asked asm $asked
    end
    jbpf __complete $asked 2> /dev/null
end
complete -c jbpf -a '(__jbpf_words)'
complete -c jbpf-asm -a '(__jbpf_words)'
