# Reads the file .env as Docker Compose does, as far as settings need it. Sourced, not run.

# read_settings FILE: exports what the file sets. As with Docker Compose, what is set already wins over the file.
read_settings() {
  local line name value number=0
  local setting='^[[:blank:]]*(export[[:blank:]]+)?([A-Za-z_][A-Za-z0-9_]*)[[:blank:]]*=(.*)$'
  local begin='^[[:blank:]]*' end='[[:blank:]]*(#.*)?$'
  while IFS= read -r line || [ -n "$line" ]; do
    number=$((number + 1)) line=${line%$'\r'}
    # Blank, or a comment.
    [[ ! $line =~ $begin$end ]] || continue
    [[ $line =~ $setting ]] || fail "$1, line $number is no setting: write NAME=value, or # before a comment"
    name=${BASH_REMATCH[2]} value=${BASH_REMATCH[3]}
    if [[ $value =~ $begin\'([^\']*)\'$end ]]; then
      value=${BASH_REMATCH[1]}
    else
      if [[ $value =~ $begin\"([^\"]*)\"$end ]]; then
        value=${BASH_REMATCH[1]}
      else
        [[ ! $value =~ $begin[\"\'] ]] || fail "$1, line $number: the quotes around the value of $name do not match"
        value=${value%%[[:blank:]]#*}
        # Without the blanks at both ends.
        value=${value#"${value%%[![:blank:]]*}"}
        value=${value%"${value##*[![:blank:]]}"}
      fi
      # Compose would put something in its place.
      [[ $value != *\$* ]] || fail "$1, line $number: write the value of $name, which has a \$ in it, between single quotes"
    fi
    [ -n "${!name+set}" ] || export "$name=$value"
  done <"$1"
}
