"""Validates a release's croissant.json with mlcroissant and compares the records that it loads with the lines of the file themselves."""

import json
import pathlib
import sys

import mlcroissant

PARTS = {
    "question": lambda answer: answer["from_name"],
    "kind": lambda answer: answer["type"],
    "choices": lambda answer: answer["value"].get("choices"),
    "start": lambda answer: answer["value"].get("start"),
    "end": lambda answer: answer["value"].get("end"),
    "label": lambda answer: (answer["value"].get("labels") or [None])[0],
}
COLUMNS = ("id", "text", "annotation_method", "annotator_class", "project", "lot", "row", "event", "index")


def plain(value):
    """What mlcroissant gives as bytes and lists of them, as text."""
    if isinstance(value, bytes):
        return value.decode("utf-8")
    return [plain(one) for one in value] if isinstance(value, list) else value


def expected(line):
    answers = [{f"labels/result/{name}": read(answer) for name, read in PARTS.items()} for answer in line["result"]]
    return {**{f"labels/{name}": line[name] for name in COLUMNS}, "labels/result": answers}


def loaded(record):
    answers = [{name: plain(value) for name, value in answer.items()} for answer in record["labels/result"]]
    return {**{name: plain(value) for name, value in record.items()}, "labels/result": answers}


def main(folder):
    dataset = mlcroissant.Dataset(jsonld=str(folder / "croissant.json"))
    for warning in sorted(dataset.metadata.ctx.issues.warnings):
        print(f"warning: {warning}")
    lines = [json.loads(line) for line in (folder / "data.jsonl").read_text("utf-8").split("\n") if line]
    records = [loaded(record) for record in dataset.records("labels")]
    if records != [expected(line) for line in lines]:
        sys.exit("the records are not the lines of the file")
    for name in ("questions", "options"):
        if not list(dataset.records(name)):
            sys.exit(f"no {name}")
    print(f"{len(records)} records")


main(pathlib.Path(sys.argv[1]))
