#!/usr/bin/env bash
# The flasher without hardware, on virtual tags. Thử công cụ nạp thẻ mà không cần phần cứng.
#   ./try-flasher.sh [FOLDER]          three tags: flash, provision, verify, label, issue; shows the label sheet
#   ./try-flasher.sh --faults [FOLDER] a batch of thirty on bad cables: bytes damaged, frames lost, plugs pulled
#   ./try-flasher.sh --kill [FOLDER]   a batch of thirty whose program is killed (kill -9) again and again; SEED chooses when (default 1)
# FOLDER (default try-flasher) is emptied first. PORT is the first of the TCP ports on 127.0.0.1 (default 5600).
set -euo pipefail
cd "$(dirname "$0")"

tags=3
faults=()
kills=0
if [ "${1:-}" = "--faults" ]; then
  tags=30
  faults=(--fault in:30:corrupt --fault out:60:drop --fault in:90:cut --fault out:120:delay --fault in:150:duplicate --fault in:175:drop)
  shift
elif [ "${1:-}" = "--kill" ]; then
  tags=30
  kills=12
  shift
fi

folder=${1:-try-flasher}
port=${PORT:-5600}
if [ -e "$folder" ] && [ ! -e "$folder/.try-flasher" ]; then
  echo "$folder is there already and is not from an earlier try: choose another folder." >&2
  exit 2
fi

rm -rf "$folder"
mkdir -p "$folder"
touch "$folder/.try-flasher"
dotnet build -c Release -v quiet --nologo tools/Simulator
dotnet build -c Release -v quiet --nologo tools/Flasher
simulator=(dotnet artifacts/bin/Simulator/release/BluezoneTag.Simulator.dll)
flasher=(dotnet artifacts/bin/Flasher/release/BluezoneTag.Flasher.dll)

"${simulator[@]}" usb --tags "$tags" --tcp "$port" --folder "$folder/tags" --stand-ins "$folder" "${faults[@]}" > "$folder/tags.log" 2>&1 &
virtual=$!
trap 'kill "$virtual" 2>/dev/null || true' EXIT
for _ in $(seq 100); do
  [ "$(grep -c ' port ' "$folder/tags.log")" = "$tags" ] && break
  kill -0 "$virtual" 2>/dev/null || { cat "$folder/tags.log" >&2; exit 1; }
  sleep 0.1
done

package=$(echo "$folder"/ESP32_*)
common=(--registry "$folder/registry.db" --operator try)
batch=("${flasher[@]}" batch --package "$package" --app "$folder/app" "${common[@]}" --labels "$folder/labels.pdf" --edges --check --port "rfc2217:127.0.0.1:$port+$tags")

# Starts the batch and kills it some seconds later, until it was killed often enough or was faster.
RANDOM=${SEED:-1}
while [ "$kills" -gt 0 ]; do
  kills=$((kills - 1))
  "${batch[@]}" > "$folder/batch.log" 2>&1 &
  victim=$!
  sleep "$((RANDOM % 4 + 1)).$((RANDOM % 10))"
  kill -9 "$victim" 2>/dev/null || kills=0
  wait "$victim" 2>/dev/null || true
  echo "== killed: $(grep -c '^OK' "$folder/batch.log" || true) tags were OK in this run"
done

echo "== batch: flash, provision, verify, label"
"${batch[@]}"

if [ "$tags" = 3 ]; then
  echo "== verify"
  "${flasher[@]}" verify --package "$package" --app "$folder/app" --port "rfc2217:127.0.0.1:$port"
  echo "== issue"
  for tag in 1 2 3; do
    "${flasher[@]}" issue "${common[@]}" --tag "$tag" --holder "$((100 + tag))"
  done
fi

echo "== list"
"${flasher[@]}" list --registry "$folder/registry.db"
echo "== on the air (tags send in slots of the UTC minute)"
on_air() { grep ' advertises ' "$folder/tags.log" | cut -d' ' -f2 | sort -u | wc -l; }
for _ in $(seq 60); do
  [ "$(on_air)" = "$tags" ] && break
  sleep 1
done
awk '/ advertises / { id["tag " $2] = $4 } END { for (tag in id) print tag " advertises " id[tag] }' "$folder/tags.log" | sort -V
echo "== labels: $(echo "$folder"/labels*.pdf)"
if [ -n "${DISPLAY:-}" ] && command -v xdg-open > /dev/null; then
  xdg-open "$folder/labels.pdf" > /dev/null 2>&1 || true
fi

if [ "$(on_air)" != "$tags" ]; then
  echo "only $(on_air) of $tags tags are on the air; see $folder/tags.log" >&2
  exit 1
fi
