# Runs commands on small file systems of several sizes, and prints unexpected results. Arguments: the folder of the
# lists, in which the file systems are mounted too, and the program.
set -u
lists=$1 cosell=$2 place=$1/disk
mkdir "$place"
export TMPDIR=$place COSELL_BOOK=book.sqlite

# Checks the message of a command that ended with status $1, and that the old files are unchanged.
check() {
    case $1 in
    0 | 1) echo written ;;
    2) grep -qE '^error: .*(No space left on device|the disk is full)' "$lists/said" || echo "$size KB, $2: $(cat "$lists/said")" ;;
    *) echo "$size KB, $2: ended with $1: $(cat "$lists/said")" ;;
    esac
    [ "$1" != 2 ] || for file in out.csv out.json out.xlsx more.csv more.xlsx; do
        [ "$(cat "$file")" = old ] || echo "$size KB, $2: $file is not the old one"
    done
    [ -z "$(find . -name '.*' ! -name .)" ] || echo "$size KB, $2: left $(find . -name '.*')"
}

for size in 40 72 88 104 120 160 220 320; do
    mount -t tmpfs -o "size=${size}k" none "$place" || exit 1
    cd "$place" || exit 1
    while read -r command; do
        for file in out.csv out.json out.xlsx more.csv more.xlsx; do printf old >"$file"; done
        # shellcheck disable=SC2086
        "$cosell" $command >"$lists/said" 2>&1 </dev/null
        check $? "$command"
    done <<'COMMANDS'
convert ../bad.csv --force -o out.csv --rejects more.csv
convert ../bad.csv --force -o out.xlsx --rejects more.xlsx
convert ../small.csv --force -o out.json
validate ../bad.csv --force -o out.json --annotate more.xlsx
merge ../list.csv --force -o out.csv --provenance more.csv
import ../list.csv --offer crm --yes --new-book
COMMANDS
    # With more space the import succeeds, in the existing book or in a new one.
    mount -o remount,size=8m "$place"
    "$cosell" import ../list.csv --offer crm --yes --new-book >"$lists/said" 2>&1 || echo "$size KB: $(cat "$lists/said")"
    "$cosell" export --offer crm 2>/dev/null | cmp -s - ../whole.csv || echo "$size KB: the book has another list"
    cd "$lists" && umount "$place"
done
