"""Firmness by numpy alone, written from the description of the method and not from jejak's code.

    firmness.py fixture FILE    a small case with every kind of variation, and what 400,000 draws give
    firmness.py tai FILE        the Technology Achievement Index, and what 400,000 draws of weights give
    firmness.py case FILE       60 units, 6 measures, as a government would have them
    firmness.py loop FILE       times 10,000 re-runs of that case, one after the other, as COINr does
    firmness.py compare OURS THEIRS     both times, their ratio, and how far the intervals agree

Method: weights from Dirichlet(100 w) inside limits; means of respondents by the bootstrap (from 30 forms
on by a normal distribution with its covariance), shrunk by sqrt(1 - n/N); judges and assessors drawn with
replacement; every number rounded half up to two decimals; rank by counting.
"""
import json
import sys
import time

import numpy as np

DRAWS = 400_000


def half_up(x):
    return np.floor(x + 0.5)


def worth(measure, x):
    """Hundredths of 0 to 100."""
    worst, best = measure["terburuk"], measure["terbaik"]
    return np.clip(half_up((x - worst) / (best - worst) * 10_000), 0, 10_000)


def weights(case, rng, draws):
    adopted = np.array([m["bobot"] for m in case["measures"]], float)
    low = np.array([m["bobot_terendah"] for m in case["measures"]])
    high = np.array([m["bobot_tertinggi"] for m in case["measures"]])
    free = np.flatnonzero(low < high)
    found = np.tile(adopted, (draws, 1))
    if len(free) < 2:
        return found
    whole = adopted[free].sum()
    open_ = np.arange(draws)
    for _ in range(100):
        trial = rng.dirichlet(adopted[free], len(open_)) * whole
        inside = ((trial >= low[free]) & (trial <= high[free])).all(axis=1)
        found[np.ix_(open_[inside], free)] = trial[inside]
        open_ = open_[~inside]
        if len(open_) == 0:
            break
    return found


def means(forms, rng, draws):
    """Mean totals in hundredths, draws x groups."""
    totals = np.array(forms["totals"], float)
    n, registered = len(totals), forms["registered"]
    factor = 1.0 if registered == 0 else np.sqrt(max(0.0, 1 - n / registered))
    mean = totals.mean(axis=0)
    if n < 30:
        counts = rng.multinomial(n, np.full(n, 1 / n), draws)
        drawn = counts @ totals / n
    else:
        covariance = np.atleast_2d(np.cov(totals, rowvar=False, ddof=0)) / n
        drawn = rng.multivariate_normal(mean, covariance, draws, method="eigh")
    return half_up((mean + factor * (drawn - mean)) * 100)


def seated(panel, printed, rng, draws):
    """Mean of the sheets of each contender in hundredths, draws x contenders."""
    people = panel["people"]
    counts = rng.multinomial(people, np.full(people, 1 / people), draws).astype(float)
    found = np.empty((draws, len(panel["sheets"])))
    for unit, sheets in enumerate(panel["sheets"]):
        if not sheets:
            found[:, unit] = printed[unit]
            continue
        who, points = np.array(sheets).T
        present = counts[:, who].sum(axis=1)
        total = counts[:, who] @ points
        mean = half_up(total / np.maximum(present, 1) / panel["unit"])
        found[:, unit] = np.where(present > 0, mean, printed[unit])
    return found


def scores(case, rng, draws):
    measures = case["measures"]
    printed = np.array([c["printed"] for c in case["contenders"]], float)
    values = np.tile(printed, (draws, 1, 1))
    for panel in case["panels"]:
        m = panel["measure"]
        values[:, :, m] = seated(panel, printed[:, m], rng, draws)
    for unit, contender in enumerate(case["contenders"]):
        if contender["forms"]:
            values[:, unit, case["groups"]] = means(contender["forms"], rng, draws)
    worths = np.stack([worth(measure, values[:, :, m]) for m, measure in enumerate(measures)], axis=2)
    return half_up(np.einsum("dum,dm->du", worths, weights(case, rng, draws)) / 100)


def expected(case, draws=DRAWS, seed=20260601):
    """Shares of the places of each contender, and how often each is above those below it."""
    rng = np.random.default_rng(seed)
    units = len(case["contenders"])
    kelas = np.array([str(c["kategori"]) for c in case["contenders"]])
    shares, above = np.zeros((units, units)), np.zeros((units, units))
    done, block = 0, 20_000
    while done < draws:
        s = scores(case, rng, block)
        higher = s[:, :, None] > s[:, None, :]
        above += higher.sum(axis=0)
        places = (higher & (kelas[:, None] == kelas[None, :])).sum(axis=1)
        for unit in range(units):
            shares[unit] += np.bincount(places[:, unit], minlength=units)
        done += block
    shares, above = shares / done, above / done
    worths = np.array([[worth(m, v) for m, v in zip(case["measures"], c["printed"])] for c in case["contenders"]])
    printed = half_up(worths @ [m["bobot"] for m in case["measures"]] / 100)
    assert len(set(zip(kelas, printed))) == units, "groups of units that share a place are tested elsewhere"
    groups, group, leader = [], 0, None
    for unit in range(units):
        if unit and kelas[unit] != kelas[unit - 1]:
            leader = None
        assert leader is None or abs(above[leader, unit] - 0.9) > 0.01, "a fixture must not hang on a hair"
        if leader is None or above[leader, unit] >= 0.9:
            leader, group = unit, group + 1
        groups.append(group)
    return {"shares": shares.round(5).tolist(), "groups": groups, "draws": done}


def measure(bobot, low, high, worst, best):
    return {"bobot": bobot, "bobot_terendah": low, "bobot_tertinggi": high, "terburuk": worst, "terbaik": best}


def government(units, seed, sizes, few_judges):
    """Scorecard, Gelar, two groups of questions (fewer is better), activities, agents."""
    rng = np.random.default_rng(seed)
    level = np.sort(rng.normal(0, 0.45, units))[::-1]
    judges, assessors = few_judges, max(4, units // 3)
    contenders, by_judge, by_assessor = [], [], []
    severity = rng.normal(0, 2, judges)
    for unit in range(units):
        n, registered = sizes(unit, rng)
        spread = rng.normal(0, 1, (n, 1)) * 3 + rng.normal(0, 1, (n, 2)) * 2
        totals = np.clip(np.rint([22, 11] - level[unit] * np.array([2.2, 1.2]) + spread), [10, 5], [40, 20]).astype(int)
        marks = np.clip(np.rint((75 + 6 * level[unit] + severity + rng.normal(0, 3, judges)) * 10), 0, 1000).astype(int)
        excused = unit % judges
        judged = [[j, int(marks[j])] for j in range(judges) if j != excused]
        who = rng.choice(assessors, 1 + unit % 3, replace=False)
        sheets = [[int(w), int(np.clip(70 + 8 * level[unit] + rng.normal(0, 5), 0, 100)) * 100] for w in who]
        card = half_up(np.mean([points for _, points in sheets]))
        gelar = half_up(np.mean([points for _, points in judged]) * 10)
        group = half_up(totals.mean(axis=0) * 100)
        activities = max(0, int(20 + 6 * level[unit] + rng.normal(0, 5))) * 100
        agents = int(np.clip(60 + 10 * level[unit] + rng.normal(0, 12), 0, 100) * 100)
        printed = [int(v) for v in (card, gelar, *group, activities, agents)]
        by_judge.append([[who, points * 30] for who, points in judged])
        by_assessor.append(sheets)
        contenders.append({
            "kategori": None,
            "printed": printed,
            "forms": {"totals": totals.tolist(), "registered": int(registered)},
        })
    case = {
        "measures": [
            measure(30, 20, 40, 0, 10_000),
            measure(25, 15, 35, 0, 10_000),
            measure(15, 5, 25, 4_000, 1_000),
            measure(10, 5, 20, 2_000, 500),
            measure(10, 10, 10, 0, 4_000),
            measure(10, 0, 30, 0, 10_000),
        ],
        "groups": [2, 3],
        "panels": [
            {"source": "assessors", "measure": 0, "people": assessors, "unit": 1, "sheets": by_assessor},
            {"source": "judges", "measure": 1, "people": judges, "unit": 3, "sheets": by_judge},
        ],
        "contenders": contenders,
    }
    worths = np.array([[worth(m, v) for m, v in zip(case["measures"], c["printed"])] for c in contenders])
    index = half_up(worths @ [m["bobot"] for m in case["measures"]] / 100)
    order = np.argsort(-index, kind="stable")
    case["contenders"] = [contenders[i] for i in order]
    case["panels"][0]["sheets"] = [by_assessor[i] for i in order]
    case["panels"][1]["sheets"] = [by_judge[i] for i in order]
    return case


def small_case(seed=22):
    """Few forms, many, everybody asked, no list, only one form: each kind at least once; two kategori."""

    def sizes(unit, rng):
        return [(12, 40), (45, 90), (8, 8), (29, 60), (30, 60), (15, 0), (60, 400), (1, 10)][unit % 8]

    case = government(14, seed, sizes, 5)
    halves = [[i for i in range(14) if i % 3 != 0], [i for i in range(14) if i % 3 == 0]]
    order = halves[0] + halves[1]
    for unit in halves[1]:
        case["contenders"][unit]["kategori"] = "kecil"
    case["contenders"] = [case["contenders"][i] for i in order]
    for panel in case["panels"]:
        panel["sheets"] = [panel["sheets"][i] for i in order]
    return case


def large_case():
    """60 units of 15 to 150 civil servants, half to nearly all of whom answered."""

    def sizes(unit, rng):
        registered = int(rng.integers(15, 150))
        return max(5, int(registered * rng.uniform(0.5, 0.98))), registered

    return government(60, 11, sizes, 7)


# Human Development Report 2001, annex table A2.1: patents a million people, royalties and licence fees
# (USD a thousand people), internet hosts a thousand people, high- and medium-technology exports (percent),
# telephones a thousand people, electricity (kWh a person), mean years of schooling, gross tertiary
# enrolment in science (percent); then the index as it was published. The handbook of 2008 carries the
# same data through its ten steps (its tables on pp. 152-153).
TAI = {
    "Finland": (187, 125.6, 200.2, 50.7, 1203, 14129, 10.0, 27.4, 0.744),
    "United States": (289, 130.0, 179.1, 66.2, 993, 11832, 12.0, 13.9, 0.733),
    "Sweden": (271, 156.6, 125.8, 59.7, 1247, 13955, 11.4, 15.3, 0.703),
    "Japan": (994, 64.6, 49.0, 80.8, 1007, 7322, 9.5, 10.0, 0.698),
    "Korea": (779, 9.8, 4.8, 66.7, 938, 4497, 10.8, 23.2, 0.666),
    "Netherlands": (189, 151.2, 136.0, 50.9, 1042, 5908, 9.4, 9.5, 0.630),
    "United Kingdom": (82, 134.0, 57.4, 61.9, 1037, 5327, 9.4, 14.9, 0.606),
    "Canada": (31, 38.6, 108.0, 48.7, 881, 15071, 11.6, 14.2, 0.589),
    "Australia": (75, 18.2, 125.9, 16.2, 862, 8717, 10.9, 25.3, 0.587),
}
# Observed minimum and maximum; telephones and electricity in logarithms, up to the OECD average.
GOALPOSTS = ((0, 994), (0, 272.6), (0, 232.4), (0, 80.8), (1, 901), (22, 6969), (0.8, 12.0), (0.1, 27.4))


def technology():
    """Step 5, normalisation by minimum and maximum; step 6, equal weights of the four dimensions."""
    contenders = []
    for name, values in TAI.items():
        parts = []
        for column, (value, (low, high)) in enumerate(zip(values[:8], GOALPOSTS)):
            if column in (4, 5):
                value, low, high = np.log(min(value, high)), np.log(low), np.log(high)
            parts.append((value - low) / (high - low))
        dimensions = np.array(parts).reshape(4, 2).mean(axis=1)
        assert abs(dimensions.mean() - values[8]) < 0.0015, (name, dimensions.mean())
        printed = [int(v) for v in half_up(dimensions * 10_000)]
        contenders.append({"kategori": None, "printed": printed, "forms": None})
    measures = [measure(25, 0, 100, 0, 10_000) for _ in range(4)]
    return {"measures": measures, "groups": [], "panels": [], "contenders": contenders}


def one_run(case, prepared, rng):
    """One replication: weights, respondents, panels, conversion, aggregation, ranks."""
    measures, groups = case["measures"], case["groups"]
    adopted, low, high, printed = prepared["adopted"], prepared["low"], prepared["high"], prepared["printed"]
    free, whole = prepared["free"], prepared["whole"]
    weight = adopted.copy()
    for _ in range(100):
        trial = rng.dirichlet(adopted[free]) * whole
        if ((trial >= low[free]) & (trial <= high[free])).all():
            weight[free] = trial
            break
    values = printed.copy()
    for panel, (who, points, present) in zip(case["panels"], prepared["panels"]):
        counts = np.bincount(rng.integers(0, panel["people"], panel["people"]), minlength=panel["people"])
        drawn = counts[who] * present
        total = drawn.sum(axis=1)
        mean = half_up((drawn * points).sum(axis=1) / np.maximum(total, 1) / panel["unit"])
        values[:, panel["measure"]] = np.where(total > 0, mean, printed[:, panel["measure"]])
    few = prepared["few"]
    drawn = np.floor(rng.random(few["mask"].shape) * few["n"][:, None]).astype(int)
    picked = few["totals"][np.arange(len(drawn))[:, None], drawn] * few["mask"][:, :, None]
    mean = few["mean"] + few["factor"][:, None] * (picked.sum(axis=1) / few["n"][:, None] - few["mean"])
    values[np.ix_(few["units"], groups)] = half_up(mean * 100)
    many = prepared["many"]
    normals = rng.standard_normal((len(many["units"]), len(groups)))
    mean = many["mean"] + many["factor"][:, None] * np.einsum("ugh,uh->ug", many["root"], normals)
    values[np.ix_(many["units"], groups)] = half_up(mean * 100)
    index = sum(worth(m, values[:, i]) * weight[i] for i, m in enumerate(measures))
    score = half_up(index / 100)
    return 1 + (score[None, :] > score[:, None]).sum(axis=1)


def prepare(case):
    """What does not change from draw to draw, as arrays."""
    column = lambda name: np.array([m[name] for m in case["measures"]], float)
    low, high, adopted = column("bobot_terendah"), column("bobot_tertinggi"), column("bobot")
    free = np.flatnonzero(low < high)
    panels = []
    for panel in case["panels"]:
        most = max(len(sheets) for sheets in panel["sheets"])
        who = np.zeros((len(panel["sheets"]), most), int)
        points, present = np.zeros(who.shape), np.zeros(who.shape)
        for unit, sheets in enumerate(panel["sheets"]):
            for place, (person, given) in enumerate(sheets):
                who[unit, place], points[unit, place], present[unit, place] = person, given, 1
        panels.append((who, points, present))
    sides = {True: [], False: []}
    for unit, contender in enumerate(case["contenders"]):
        sides[len(contender["forms"]["totals"]) < 30].append(unit)
    forms = lambda unit: np.array(case["contenders"][unit]["forms"]["totals"], float)
    registered = lambda unit: case["contenders"][unit]["forms"]["registered"]

    def side(units):
        n = np.array([len(forms(unit)) for unit in units], float)
        return {
            "units": units,
            "n": n,
            "mean": np.array([forms(unit).mean(axis=0) for unit in units]),
            "factor": np.sqrt(np.maximum(0, 1 - n / np.array([registered(unit) for unit in units]))),
        }

    few, many = side(sides[True]), side(sides[False])
    few["totals"] = np.zeros((len(few["units"]), 29, len(case["groups"])))
    few["mask"] = np.zeros((len(few["units"]), 29))
    for place, unit in enumerate(few["units"]):
        totals = forms(unit)
        few["totals"][place, : len(totals)], few["mask"][place, : len(totals)] = totals, 1
    root = lambda unit: np.linalg.cholesky(np.cov(forms(unit), rowvar=False, ddof=0) / len(forms(unit)))
    many["root"] = np.array([root(unit) for unit in many["units"]])
    printed = np.array([c["printed"] for c in case["contenders"]], float)
    return {
        "adopted": adopted, "low": low, "high": high, "free": free, "whole": adopted[free].sum(),
        "printed": printed, "panels": panels, "few": few, "many": many,
    }


def quantiles(places):
    return np.quantile(places, [0.05, 0.95], axis=0, method="inverted_cdf").astype(int).tolist()


def compare(ours, theirs):
    with open(ours) as one, open(theirs) as other:
        ours, theirs = json.load(one), json.load(other)
    apart = [abs(a - b) for end in ("low", "high") for a, b in zip(ours[end], theirs[end])]
    print(f"10,000 re-runs of {len(ours['low'])} units, 6 measures")
    print(f"{'jejak, ' + str(ours['threads']) + ' threads':<44} {ours['wall']:>9.3f} s wall {ours['cpu']:>9.3f} s cpu")
    print(f"{'numpy ' + np.__version__ + ', a loop over draws':<44} {theirs['wall']:>9.3f} s wall {theirs['cpu']:>9.3f} s cpu")
    ratio = theirs["wall"] / ours["wall"]
    print(f"{ratio:.0f} x; aim 20 x: {'met' if ratio >= 20 else f'missed by {20 / ratio:.1f} x'}")
    print(f"under a second: {'met' if ours['wall'] < 1 else 'missed'}")
    print(f"ends of intervals: {apart.count(0)} equal, {apart.count(1)} one place apart, {sum(a > 1 for a in apart)} more")


def main():
    task, path = sys.argv[1], sys.argv[2]
    if task in ("fixture", "tai"):
        case = small_case() if task == "fixture" else technology()
        with open(path, "w") as out:
            json.dump({"case": case, "expected": expected(case)}, out, separators=(",", ":"))
            out.write("\n")
    elif task == "case":
        with open(path, "w") as out:
            json.dump(large_case(), out)
    elif task == "compare":
        compare(path, sys.argv[3])
    else:
        with open(path) as read:
            case = json.load(read)
        rng = np.random.default_rng(1)
        wall, cpu = time.perf_counter(), time.process_time()
        prepared = prepare(case)
        places = np.array([one_run(case, prepared, rng) for _ in range(10_000)])
        spent = time.perf_counter() - wall, time.process_time() - cpu
        low, high = quantiles(places)
        print(json.dumps({"wall": spent[0], "cpu": spent[1], "low": low, "high": high}))


main()
