# What every script needs of the machine. Sourced, not run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

fail() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# need NAME MINIMUM COMMAND HOW-TO-INSTALL: a missing or too old tool is named with the one command that installs it.
need() {
  local name=$1 minimum=$2 command=$3 install=$4 found
  found=$($command --version 2>/dev/null | grep -oE '[0-9]+(\.[0-9]+)+' | head -n 1) || true
  [ -n "$found" ] || fail "$name $minimum or newer is needed and there is none. Install it with: $install"
  [ "$(printf '%s\n%s\n' "$minimum" "$found" | sort -V | head -n 1)" = "$minimum" ] ||
    fail "$name $minimum or newer is needed, this is $found. Install it with: $install"
}

# Debian has rustup since its version 13.
rustup_from() {
  if LC_ALL=C apt-cache policy rustup 2>/dev/null | grep -q 'Candidate: [0-9]'; then
    echo 'sudo apt-get install -y rustup &&'
  else
    echo 'the installer of https://rustup.rs, then'
  fi
}

need_tools() {
  local rustup='rustup toolchain install 1.95.0' node='sudo npx --yes n 20' npm='sudo npm install --global npm@11'
  command -v rustup >/dev/null || rustup="$(rustup_from) $rustup"
  command -v npx >/dev/null || node="sudo apt-get install -y nodejs npm && $node"
  need Rust 1.95.0 rustc "$rustup"
  need Cargo 1.95.0 cargo "$rustup"
  need Node.js 20.19.0 node "$node"
  command -v npm >/dev/null || npm='sudo apt-get install -y npm'
  need npm 10.0.0 npm "$npm"
  command -v cc >/dev/null || fail 'a C compiler is needed for SQLite and there is none. Install it with: sudo apt-get install -y build-essential'
}

# Says in CARGO_TARGET_DIR where cargo puts what it builds: its settings may name another folder than the usual one, in which
# there could be an older bridge.
find_target() {
  unset CARGO_BUILD_TARGET
  CARGO_TARGET_DIR=$(cd "$root" && cargo metadata --locked --no-deps --format-version 1 |
    node -p 'JSON.parse(require("node:fs").readFileSync(0, "utf8")).target_directory')
  export CARGO_TARGET_DIR
}

# The packages that the lock file names, where they are not there yet.
install_packages() {
  local lock=$root/web/package-lock.json stamp=$root/web/node_modules/.installed
  cmp -s "$lock" "$stamp" && return
  # Whoever calls this as a condition switches errexit off, and a stamp after a failure would hide it for good.
  (cd "$root/web" && npm ci --include=dev --no-audit --no-fund) && cp "$lock" "$stamp"
}
