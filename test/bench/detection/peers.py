"""Finders of Chinese identifiers that others maintain, on texts from a file.

usage: peers.py NAME FILE, where FILE is JSON {"texts": [...], "planted": [{"kind": ..., "value": ...}, ...]}
Prints one JSON line: megabytes of UTF-8 per second of processor time, and the share of planted values found, by kind.
Leaves with status 3 where the package is not installed.
"""
import contextlib
import io
import json
import re
import sys
import time
import warnings

warnings.filterwarnings("ignore")
name, path = sys.argv[1], sys.argv[2]
with open(path, encoding="utf-8") as file:
    data = json.load(file)
texts = data["texts"]
size = sum(len(text.encode()) for text in texts)

PATTERNS = {
    "id-number": r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])",
    "mobile": r"(?<!\d)(?:\+?86[- ]?)?1[3-9]\d{9}(?!\d)",
    "bank-card": r"(?<!\d)[1-9]\d{15,18}(?!\d)",
    "email": r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}",
    "plate": r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][A-Z0-9]{5,6}(?![A-Z0-9])",
    "landline": r"(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)",
    "credit-code": r"(?<![0-9A-Z])[0-9A-HJ-NP-RTUWXY]{18}(?![0-9A-Z])",
}


def patterns():
    compiled = {kind: re.compile(pattern) for kind, pattern in PATTERNS.items()}
    return lambda text: [(kind, value) for kind, pattern in compiled.items() for value in pattern.findall(text)]


def presidio():
    from presidio_analyzer import AnalyzerEngine, Pattern, PatternRecognizer, RecognizerRegistry
    from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine

    class NoWords(NlpEngine):
        """The engine wants tokens; patterns without context words need none."""

        def __init__(self): pass
        def load(self): pass
        def is_loaded(self): return True
        def process_text(self, text, language): return NlpArtifacts([], [], [], [], self, language)
        def process_batch(self, texts, language, **_): return ((text, self.process_text(text, language)) for text in texts)
        def is_stopword(self, word, language): return False
        def is_punct(self, word, language): return False
        def get_supported_entities(self): return []
        def get_supported_languages(self): return ["zh"]

    recognizers = [
        PatternRecognizer(supported_entity=kind, name=kind, supported_language="zh", patterns=[Pattern(kind, pattern, 0.5)])
        for kind, pattern in PATTERNS.items()
    ]
    registry = RecognizerRegistry(recognizers=recognizers, supported_languages=["zh"])
    engine = AnalyzerEngine(registry=registry, nlp_engine=NoWords(), supported_languages=["zh"])
    return lambda text: [(found.entity_type, text[found.start:found.end]) for found in engine.analyze(text, language="zh")]


def jionlp():
    with contextlib.redirect_stdout(io.StringIO()):
        import jionlp as jio
    finders = {
        "id-number": jio.extract_id_card,
        "mobile": jio.extract_phone_number,
        "email": jio.extract_email,
        "plate": jio.extract_motor_vehicle_licence_plate,
    }
    textOf = lambda found: found if isinstance(found, str) else found.get("text", "")
    return lambda text: [(kind, textOf(found)) for kind, find in finders.items() for found in find(text)]


def datamask():
    from datamask_core.regex_masker import RegexMasker

    masker = RegexMasker()

    def removed(text):
        masked = masker.mask(text)
        masked = masked if isinstance(masked, str) else masked[0]
        return [(one["kind"], one["value"]) for one in byText[text] if one["value"] not in masked]

    return removed


byText = {}
for one in data["planted"]:
    byText.setdefault(texts[one["text"]], []).append(one)
try:
    find = {"patterns": patterns, "presidio": presidio, "jionlp": jionlp, "datamask": datamask}[name]()
except ImportError:
    sys.exit(3)
for text in texts[:50]:
    find(text)
began = time.process_time()
found = [set(find(text)) for text in texts]
seconds = time.process_time() - began
tally = {}
for one in data["planted"]:
    planted, hits = tally.get(one["kind"], (0, 0))
    tally[one["kind"]] = (planted + 1, hits + ((one["kind"], one["value"]) in found[one["text"]]))
print(json.dumps({"speed": size / 1e6 / seconds, "recall": {kind: hits / planted for kind, (planted, hits) in tally.items()}}))
