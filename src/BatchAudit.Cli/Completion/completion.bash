# source <(batch-audit completion bash)
_batch_audit() {
    local word=${COMP_WORDS[COMP_CWORD]} found
    COMPREPLY=()
    while IFS= read -r found; do
        [[ -n $found && $found == "$word"* ]] && COMPREPLY+=("$found")
    done < <("${COMP_WORDS[0]}" "[suggest:$COMP_POINT]" "$COMP_LINE" 2>/dev/null)
}
# Where the program suggests nothing, a file may be wanted.
complete -o bashdefault -o default -F _batch_audit batch-audit
