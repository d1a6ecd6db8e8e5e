#!/usr/bin/env bash
# Makes hardware/outputs from hardware/schematics/tag.kicad_sch with KiCad 6 on a virtual display: report of the electrical rule
# check, netlist, PDF, SVG and PNG, each with the SHA-256 of the sheet inside. Needs Debian 12 and
#   apt-get install --no-install-recommends kicad kicad-symbols xvfb xdotool fluxbox librsvg2-bin imagemagick
# KiCad 6 has no command line, so keys are pressed and buttons clicked where version 6.0.11 has them on a screen of 1400x1000.
# Ends with 3 and a screenshot when a window does not come, with 4 when the rule check finds an error or a warning.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
sheet=$here/schematics/tag.kicad_sch
out=$here/outputs
for tool in eeschema Xvfb xdotool fluxbox rsvg-convert convert sha256sum; do
    command -v "$tool" >/dev/null || { echo "error: $tool is missing; see the head of $0" >&2; exit 2; }
done

work=$(mktemp -d)
pids=()
finish() {
    # The display last: its clients abort without it. Who does not go within 5 s is ended.
    for ((i = ${#pids[@]} - 1; i >= 0; i--)); do
        kill "${pids[i]}" 2>/dev/null || true
        for _ in $(seq 50); do kill -0 "${pids[i]}" 2>/dev/null || break; sleep 0.1; done
        kill -KILL "${pids[i]}" 2>/dev/null || true
        wait "${pids[i]}" 2>/dev/null || true
    done
    rm -rf "$work"
}
trap finish EXIT
hash=$(sha256sum "$sheet" | cut -d' ' -f1)

# KiCad rewrites project files: it gets a copy, and a home with every first-start question answered.
mkdir -p "$work/project" "$work/config/6.0" "$work/made"
cp "$here"/schematics/* "$work/project/"
cp /usr/share/kicad/template/sym-lib-table "$work/config/6.0/"
echo '(fp_lib_table)' > "$work/config/6.0/fp-lib-table"
echo '{"system":{"first_run_shown":true},"environment":{"show_warning_dialog":false}}' > "$work/config/6.0/kicad_common.json"
printf 'eeschema.InspectionTool.runERC\tCtrl+Shift+I\ncommon.Control.plot\tCtrl+Shift+P\n' > "$work/config/6.0/user.hotkeys"
export KICAD_CONFIG_HOME=$work/config HOME=$work/home DISPLAY=:${KICAD_DISPLAY:-87}
# Without a wallpaper: the window manager would ask about a missing one in a window of its own.
mkdir -p "$HOME/.fluxbox"
echo 'background: none' > "$HOME/.fluxbox/overlay"

Xvfb "$DISPLAY" -screen 0 1400x1000x24 </dev/null >/dev/null 2>&1 & pids+=($!)
for _ in $(seq 50); do xdotool getdisplaygeometry >/dev/null 2>&1 && break; sleep 0.1; done
fluxbox </dev/null >/dev/null 2>&1 & pids+=($!)
sleep 1
eeschema "$work/project/tag.kicad_sch" </dev/null >"$work/eeschema.log" 2>&1 & pids+=($!)

fail() {
    import -window root "$out/failed.png" 2>/dev/null || true
    echo "error: $1; see $out/failed.png" >&2
    exit 3
}
wait_window() {
    for _ in $(seq 150); do
        id=$(xdotool search --onlyvisible --name "$1" 2>/dev/null | tail -1) || true
        if [ -n "$id" ]; then sleep 0.6; return; fi
        sleep 0.2
    done
    fail "no window '$1' within 30 s"
}
wait_gone() {
    for _ in $(seq 100); do
        xdotool search --onlyvisible --name "$1" >/dev/null 2>&1 || { sleep 0.3; return; }
        sleep 0.2
    done
    fail "window '$1' does not close"
}
wait_file() {
    for _ in $(seq 100); do [ -s "$1" ] && { sleep 0.3; return; }; sleep 0.2; done
    fail "KiCad has not written $(basename "$1")"
}
# A window name given to xdotool sends the key to the window, which KiCad ignores: focus first, then plain keys.
focus() { xdotool windowactivate --sync "$1" </dev/null; sleep 0.3; }
keys() { for one in "$@"; do xdotool key --delay 40 "$one" </dev/null; sleep 0.15; done; }
type_text() { xdotool type --delay 8 "$1" </dev/null; sleep 0.2; }
click() { xdotool mousemove --window "$1" "$2" "$3" click 1 </dev/null; sleep 0.4; }

wait_window 'tag .*Schematic Editor'
main=$id
sleep 2
# Any other window now is a question KiCad asks about the sheet: it must open without one.
windows=$(xdotool search --onlyvisible --class eeschema 2>/dev/null | wc -l)
[ "$windows" -le 1 ] || fail "KiCad opened the sheet with a dialog"

focus "$main"
keys ctrl+shift+i
wait_window 'Electrical Rules Checker'
dialog=$id
keys Return
sleep 2
click "$dialog" 687 326
sleep 0.5
keys ctrl+a
type_text "$work/made/erc.rpt"
keys Return
wait_file "$work/made/erc.rpt"
keys Escape
wait_gone 'Electrical Rules Checker'

focus "$main"
keys alt+f Down Down Down Down Down Down Down Right Down Return
wait_window 'Export Netlist'
keys Return
sleep 1
keys ctrl+a
type_text "$work/made/tag.net"
keys Return
wait_file "$work/made/tag.net"
wait_gone 'Export Netlist'

focus "$main"
keys ctrl+shift+p
wait_window 'Plot Schematic'
dialog=$id
keys ctrl+a
type_text "$work/made"
click "$dialog" 23 98
click "$dialog" 739 464
wait_file "$work/made/tag.pdf"
click "$dialog" 23 121
click "$dialog" 739 464
wait_file "$work/made/tag.svg"
sleep 1

# The report and the outputs hold the time of the run, and paths: neither says anything about the sheet.
summary=$(grep -E '^ \*\* ERC messages:' "$work/made/erc.rpt")
echo "$summary"
if ! echo "$summary" | grep -qE 'Errors 0 +Warnings 0'; then
    cat "$work/made/erc.rpt" >&2
    echo "error: the rule check is not clean; outputs left as they were" >&2
    exit 4
fi

# All of them or none.
final=$work/final
mkdir -p "$final" "$out"
{ echo "sheet sha256 $hash"; sed -e '1s/ (.*//' "$work/made/erc.rpt"; } > "$final/erc.txt"
{ echo "# sheet sha256 $hash"; sed -E -e 's|\(source "[^"]*"\)|(source "tag.kicad_sch")|' -e 's|\(date "[^"]*"\)|(date "")|' -e 's|\(uri "[^"]*"\)|(uri "tag.kicad_sym")|' "$work/made/tag.net"; } > "$final/tag.net"
# The date keeps its length: the PDF counts its bytes.
{ LC_ALL=C sed -E 's|CreationDate \(D:[0-9]{14}\)|CreationDate (D:20000101000000)|' "$work/made/tag.pdf"; echo "% sheet sha256 $hash"; } > "$final/tag.pdf"
{ sed -E -e '/<title>/s|<title>.*</title>|<title>BluezoneTag reference board</title>|' -e 's|date [0-9/: ]+||' "$work/made/tag.svg"; echo "<!-- sheet sha256 $hash -->"; } > "$final/tag.svg"
rsvg-convert -b white -w 3300 "$final/tag.svg" -o "$work/made/tag.png"
convert "$work/made/tag.png" -strip -colors 64 -define png:include-chunk=none "png:$final/tag.png"
# Behind the end of the picture, where readers do not look.
printf 'sheet sha256 %s\n' "$hash" >> "$final/tag.png"
cp "$final"/* "$out/"
rm -f "$out/failed.png"
