/** The shells for which there is a script. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/**
 * The script that makes a shell complete the words after `dockopt`. Each asks the program itself, by the option of yargs for
 * that; which adds descriptions where the variable SHELL says zsh.
 */
export function completionScript(shell: Shell): string {
  return SCRIPTS[shell];
}

const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `# dockopt completion bash: eval "$(dockopt completion bash)" in ~/.bashrc
_dockopt() {
  local current=\${COMP_WORDS[COMP_CWORD]} word
  local -a words=() found=()
  # Bash makes three words of --format=json.
  [ "$current" = = ] && current=
  for word in "\${COMP_WORDS[@]:0:COMP_CWORD}" "$current"; do
    [ "$word" = = ] || words+=("$word")
  done
  mapfile -t found < <(SHELL=bash dockopt --get-yargs-completions "\${words[@]}" 2>/dev/null)
  mapfile -t COMPREPLY < <(compgen -W "\${found[*]}" -- "$current")
}
complete -o bashdefault -o default -F _dockopt dockopt
`,
  zsh: `#compdef dockopt
# dockopt completion zsh: eval "$(dockopt completion zsh)" in ~/.zshrc, below compinit
_dockopt() {
  local -a found
  found=("\${(@f)$(SHELL=zsh dockopt --get-yargs-completions "\${(@)words[1,CURRENT]}" 2>/dev/null)}")
  found=("\${(@)found:#}")
  (( \${#found} )) && _describe 'dockopt' found
  _files
}
compdef _dockopt dockopt
`,
  fish: `# dockopt completion fish > ~/.config/fish/completions/dockopt.fish
function __dockopt_complete
  SHELL=fish dockopt --get-yargs-completions (commandline -opc) (commandline -ct) 2>/dev/null
end
complete -c dockopt -a '(__dockopt_complete)'
`,
};
