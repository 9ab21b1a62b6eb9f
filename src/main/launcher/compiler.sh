# Read by the launcher: which of the JVM's compilers serves a run better, by its arguments and the head of its input.

# Sets compiler_options for the program's arguments. The quick compiler it is, but for a long log where nearly every event
# has a customer of its own: writing reports is most of the work then, and the other compiler pays.
choose_compiler() {
  compiler_options=()
  local inputs=() is_input='' word
  for word; do
    case $word in
      --input) is_input=yes ;;
      --input=*) inputs+=("${word#--input=}") is_input=yes ;;
      -?*) is_input='' ;;
      *) [[ -z $is_input || $word == - ]] || inputs+=("$word") ;;
    esac
    # So many paths are many short files.
    ((${#inputs[@]} < 1000)) || return 0
  done
  ((${#inputs[@]} > 0)) || return 0
  local files=() file
  for word in "${inputs[@]}"; do
    if [[ $word != *[*?[]* ]]; then
      files+=("${word/#-/./-}")
      continue
    fi
    while IFS= read -r file; do
      files+=("${file/#-/./-}")
    done < <(compgen -G "$word" | head -n 1000)
  done
  ((${#files[@]} > 0)) || return 0

  # Files below folders of an input, and short ones, are not looked for, as that would take longer than it gains.
  local size total=0 largest=0 log=
  while read -r size file; do
    # With more than one file, wc adds their sum.
    [[ -f $file ]] || continue
    total=$((total + size))
    ((size <= largest)) || { largest=$size log=$file; }
  done < <(find -L "${files[@]}" -maxdepth 1 -type f -size +65535k -exec wc -c {} + 2>/dev/null)
  ((total >= 2 << 30)) || return 0

  # A compressed log, or one of another shape, shows no customers.
  local events customers
  read -r events customers < <(head -c 4194304 "$log" 2>/dev/null |
    LC_ALL=C grep -aoE '"customer_id" ?: ?("[^"]*"|[0-9]+)' |
    LC_ALL=C awk '!seen[$0]++ { customers++ } END { print NR, customers + 0 }') || return 0
  ((events < 1000 || customers * 1000 < events * 997)) || compiler_options=("@$launcher/c2.options")
}
