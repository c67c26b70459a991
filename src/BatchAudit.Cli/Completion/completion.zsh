#compdef batch-audit
# source <(batch-audit completion zsh)
_batch_audit() {
    local -a found
    found=("${(@f)$("${words[1]}" "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
    found=("${(@)found:#}")
    # Where the program suggests nothing, a file may be wanted.
    if (( $#found )); then compadd -a found; else _files; fi
}
compdef _batch_audit batch-audit
