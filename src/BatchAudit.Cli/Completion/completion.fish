# batch-audit completion fish | source
function __batch_audit
    set -l line (commandline -cp)
    set -l words (commandline -cop)
    $words[1] "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
end
complete -c batch-audit -a '(__batch_audit)'
