"""Derives policies/classification/{characters,words,double-surnames}.json from the dictionary of jieba 0.42.1, from the words of some fields
that THUOCL lists (github.com/thunlp/THUOCL, folder data, commit a30ce79d895d01ab5132a5c74c29703ff7efb4cc), and from lists.json.

python3 scripts/name-costs/derive.py DICT.TXT FOLDER_OF_THUOCL FOLDER

SOURCES names each file by its SHA-256; of others it derives nothing.

A cost is -2 log2 of a share. The dictionary gives words with counts and parts of speech; its names of persons give how often a character
is a surname, an only given character, a first one and a second one. lists.json says which surnames there are, which given characters
are usual (so that fiction and history do not decide alone), which seldom or never stand in a name, and which words are commoner than
the dictionary has it.
"""

import collections
import hashlib
import json
import math
import pathlib
import sys

LISTS = json.loads((pathlib.Path(__file__).parent / "lists.json").read_text(encoding="utf8"))
SURNAMES = set(LISTS["surnames"])
DOUBLES = LISTS["doubleSurnames"].split(" ")
FREQUENT = set(LISTS["frequentSurnames"])
USUAL = set(LISTS["usualGiven"])
NEVER = set(LISTS["neverGiven"])
SELDOM = set(LISTS["seldomGiven"])
FOREIGN = set(LISTS["foreignSounds"])
TITLES = LISTS["titles"].split(" ")

NONE = 70
ACTS = "vdprcz"
ALSO_GIVEN = "子山河人家儿公"
RARE_AS_SECOND = "家人方院站姐哥叔姨婶嫂爷总代"
PLACE_ENDS = "族绣节瘤湖庄县镇乡村市区山河江菊书宫观桥寺岛港洞塔峰岭沟店路街城门楼园车机器药病率量术派党军部会院所厂队社站馆场所"
CHARACTERS_OF_NAMES = 6000
LEAST_PLACE_COUNT = 400
FREQUENT_ACT_COUNT = 20000
ORDINARY_COUNT = 1500
SELDOM_WORD_COUNT = 4000
FIELDS = ["food", "medical", "animal", "car", "IT", "caijing"]
SOURCES = {
    "dict.txt": "7197c3211ddd98962b036cdf40324d1ea2bfaa12bd028e68faa70111a88e12a8",
    "THUOCL_food.txt": "084caa96ad4f976720003e9420097ba7cb5ddbb17f9f8c8f76bc4b8e0cc777fd",
    "THUOCL_medical.txt": "a01f39f1677af0b6a620bbc68bf293e8e436f06248b74adb625cd61d9ad7bbcd",
    "THUOCL_animal.txt": "bcdc95a32fe713d4bc32957ae26174e3b464908e318e821c9abb295e90249145",
    "THUOCL_car.txt": "58ffd756b89e8574852bc72c254276a1d7fa8821342eb3cbf3be73ca33ab921c",
    "THUOCL_IT.txt": "e8cd42c9f5559735fa3bfb91515cbe051f991efd4a803038a1d5c0da85af3526",
    "THUOCL_caijing.txt": "68e63d2009e59c6f388eeaa789d19b6a681657de3e8e56cc3479b21cd8548542",
}
# Below the count at which a word is kept though no name could be read within it.
FIELD_COUNT = 190
# A word of a field that would be so likely a name may be one: persons stand in the lists as well.
LEAST_NAME_COST = {2: 50, 3: 62, 4: 0}
FREQUENT_COUNT = 20000


def lines_of(path, source):
    """Lines of a file that is the source it should be."""
    content = pathlib.Path(path).read_bytes()
    if hashlib.sha256(content).hexdigest() != SOURCES[source]:
        sys.exit(f"{path} is another file than the {source} that the costs were derived from")
    return content.decode("utf8").splitlines()


def is_han(word):
    return all("\u4e00" <= one <= "\u9fff" for one in word)


def cost_of(share):
    return max(0, min(NONE, round(-2 * math.log2(share))))


def read(path):
    """Words with counts, parts of speech, names with counts, counts of characters within words, and the sum of all counts."""
    words, parts, names, inside, total = {}, {}, [], collections.Counter(), 0
    for line in lines_of(path, "dict.txt"):
        word, count, part = line.split()
        count = int(count)
        if not is_han(word):
            continue
        total += count
        parts[word] = part
        if part.startswith("nr") and part != "nrt" and len(word) > 1:
            names.append((word, count))
            continue
        if part in ("nrt", "nrfg") and len(word) > 1:
            if count >= 30 and len(word) <= 4:
                words[word] = count
            continue
        if part == "ns" and len(word) > 1:
            count = max(count, LEAST_PLACE_COUNT)
        words[word] = count
        for one in word:
            inside[one] += count
    return words, parts, names, inside, total


def is_titled(given):
    return any(given.endswith(one) for one in TITLES if not (one in ALSO_GIVEN and len(given) == 2 and given[0] in USUAL))


def count_names(names):
    """How often a character is a surname, an only given character, a first one, a second one; a frequent name counts by its root."""
    surnames, only, first, second = (collections.Counter() for _ in range(4))
    for name, count in names:
        weight = min(count, 20) ** 0.5
        surname = name[:2] if name[:2] in DOUBLES and len(name) > 2 else name[0]
        if surname not in DOUBLES and surname not in SURNAMES:
            continue
        given = name[len(surname) :]
        sounds = sum(one in FOREIGN for one in given)
        surnames[surname] += weight if all(one in USUAL for one in given) and sounds < 2 else 0
        if (surname not in FREQUENT and surname not in DOUBLES) or is_titled(given) or sounds >= 2:
            continue
        if len(given) == 1:
            only[given] += weight
        elif len(given) == 2:
            first[given[0]] += weight
            second[given[1]] += weight
    return surnames, only, first, second


def given_shares(one, counters, totals, words, parts, inside):
    """Shares of a character as only, first and second given one."""
    only, first, second = counters
    t1, ta, tb = totals
    v = CHARACTERS_OF_NAMES
    shares = [
        (only[one] + 0.1 * (first[one] + second[one]) + 0.3) / (t1 + 0.1 * (ta + tb) + 0.3 * v),
        (first[one] + 0.1 * (second[one] + only[one]) + 0.3) / (ta + 0.1 * (tb + t1) + 0.3 * v),
        (second[one] + 0.1 * (first[one] + only[one]) + 0.3) / (tb + 0.1 * (ta + t1) + 0.3 * v),
    ]
    part = parts.get(one, "n")
    if one in USUAL:
        shares = [0.6 * share + 0.4 / 1100 for share in shares]
    elif is_han(one):
        # A character that words hold seldom is from a name the more likely.
        shares = [(0.12 if inside[one] > SELDOM_WORD_COUNT else 0.4) * share for share in shares]
        if part[0] in ACTS:
            shares = [shares[0] * 0.3, shares[1] * 0.5, shares[2] * 0.15]
    # A frequent verb or adverb behind a surname or a name mostly goes on with the sentence.
    if part[0] in ACTS and part != "vn" and words.get(one, 0) >= FREQUENT_ACT_COUNT:
        shares = [shares[0] / 32, shares[1] / 4, shares[2] / 16]
    if one in RARE_AS_SECOND:
        shares[2] = 2**-20
    if one in SELDOM:
        return [max(share, 2**-19) for share in shares]
    return [2**-35] * 3 if one in NEVER else shares


def surname_cost(one, surnames, total):
    if one not in SURNAMES:
        return NONE
    if one in LISTS["surnameCosts"]:
        return LISTS["surnameCosts"][one]
    least = 28 if one in LISTS["surnamesThatAreWords"] else 0 if one in FREQUENT else 21
    return max(least, cost_of((surnames[one] + 0.3) / (total + 0.3 * 600)))


def character_costs(words, parts, counters, inside, total):
    surnames, *given = counters
    surname_total, *totals = (sum(counter.values()) for counter in counters)
    known = set(inside) | SURNAMES | {one for counter in given for one in counter}
    costs = {}
    for one in sorted(known):
        shares = given_shares(one, given, totals, words, parts, inside)
        word = cost_of((words.get(one, 0) + 0.02 * inside[one] + 0.5) / total)
        costs[one] = [surname_cost(one, surnames, surname_total), *map(cost_of, shares), word]
    return costs


def add_named_words(words, names, costs):
    """Many words and places are marked as names of persons; those that would be an unlikely name are words."""
    for name, count in names:
        if len(name) == 2 and count >= 30:
            words[name] = count
        elif len(name) == 3 and count >= 3:
            surname, first, second = (costs.get(one, [NONE] * 5) for one in name)
            if name[2] in PLACE_ENDS or surname[0] + first[2] + second[3] > 72:
                words[name] = count
        elif len(name) == 4 and count >= 3 and name[:2] not in DOUBLES and all(one in costs and one not in FOREIGN for one in name):
            # Sayings such as 毛遂自荐.
            words[name] = count
    for word in LISTS["ordinaryWords"].split(" "):
        words[word] = max(words.get(word, 0), ORDINARY_COUNT)
    for word in LISTS["frequentWords"].split(" "):
        words[word] = max(words.get(word, 0), FREQUENT_COUNT)


def cheapest_name(word, costs):
    """Cost of the likeliest name within a word, without what is around it."""
    best = 99
    for at in range(len(word) - 1):
        if word[at] in SURNAMES:
            best = min(best, costs[word[at]][0] + costs[word[at + 1]][1])
            if at + 2 < len(word):
                best = min(best, costs[word[at]][0] + costs[word[at + 1]][2] + costs[word[at + 2]][3])
    return best


def name_cost(word, costs):
    """Cost of the word as a name."""
    surname, *given = (costs.get(one, [NONE] * 5) for one in word)
    return surname[0] + (given[0][1] if len(given) == 1 else given[0][2] + given[1][3])


def add_field_words(words, costs, folder):
    """Food, drugs, beasts, cars, terms and words of finance, which the dictionary lacks or has as names of persons; not what is a likely name."""
    for field in FIELDS:
        name = f"THUOCL_{field}.txt"
        for line in lines_of(pathlib.Path(folder) / name, name):
            word = line.split("\t")[0].strip()
            if not 2 <= len(word) <= 4 or any(one not in costs for one in word) or words.get(word, 0) >= FIELD_COUNT:
                continue
            if name_cost(word, costs) >= LEAST_NAME_COST[len(word)]:
                words[word] = FIELD_COUNT


def is_kept(word, count, costs):
    """Frequent words, and rarer ones within which a name could be read."""
    if count == FIELD_COUNT:
        return cheapest_name(word, costs) < 58
    if len(word) == 2:
        return count >= 30 or (count >= 3 and word[0] in SURNAMES and cheapest_name(word, costs) < 46)
    return count >= 200 or (count >= 3 and cheapest_name(word, costs) < (54 if len(word) == 4 else 49))


def main(dictionary, fields, folder):
    words, parts, names, inside, total = read(dictionary)
    counters = count_names(names)
    costs = character_costs(words, parts, counters, inside, total)
    add_named_words(words, names, costs)
    add_field_words(words, costs, fields)

    def is_act(word):
        return parts.get(word, "n")[0] in ACTS and parts.get(word) != "vn"

    def letter(word, count):
        return chr(40 + min(35, max(0, cost_of(count / total) - 14)) + (36 if is_act(word) else 0))

    rests = collections.defaultdict(str)
    for word, count in sorted((word, count) for word, count in words.items() if 2 <= len(word) <= 4):
        if is_kept(word, count, costs):
            rests[word[0]] += word[1:] + letter(word, count)
    surnames = counters[0]
    doubles = {one: cost_of((surnames[one] + 0.3) / sum(surnames.values())) for one in DOUBLES}
    characters = {one: "".join(chr(48 + cost) for cost in of) + ("v" if is_act(one) else "n") for one, of in costs.items()}
    for name, content in (("characters", characters), ("words", dict(sorted(rests.items()))), ("double-surnames", doubles)):
        text = json.dumps(content, ensure_ascii=False, indent=2)
        (pathlib.Path(folder) / f"{name}.json").write_text(text + "\n", encoding="utf8")


main(*sys.argv[1:])
