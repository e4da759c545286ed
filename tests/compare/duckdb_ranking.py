"""The evaluation ranking in DuckDB, on the rows that jejak imported: one row per answer, and wide.

Checks that both give the sums jejak gave, then prints wall and CPU seconds of the best of five runs.
"""
import csv
import resource
import sys
import time

import duckdb

place = sys.argv[1]
GROUPS = {"I": range(1, 11), "II": range(11, 16), "III": range(16, 33)}


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def best(query):
    runs = []
    for _ in range(5):
        wall, spent = time.perf_counter(), cpu()
        rows = db.execute(query).fetchall()
        runs.append((time.perf_counter() - wall, cpu() - spent))
    return rows, min(runs)


db = duckdb.connect()
db.execute(f"CREATE TABLE opd AS SELECT row_number() OVER () - 1 AS opd, kode FROM read_csv('{place}/opd.csv')")
columns = ", ".join(f"f.q{n}::UTINYINT AS q{n}" for n in range(1, 33))
db.execute(f"""CREATE TABLE wide AS SELECT o.opd::USMALLINT AS opd, {columns}
               FROM read_csv('{place}/evaluasi.csv') f JOIN opd o ON o.kode = f.opd""")
db.execute("""CREATE TABLE long AS SELECT opd, substr(q, 2)::UTINYINT AS q, jawaban
              FROM (UNPIVOT wide ON COLUMNS('q[0-9]+') INTO NAME q VALUE jawaban)""")
sums = ", ".join(
    f"sum({' + '.join(f'q{n}::INTEGER' for n in numbers)}) AS g{name}" for name, numbers in GROUPS.items()
)
wide, wide_time = best(f"SELECT opd, count(*) AS n, {sums} FROM wide GROUP BY opd")
long, long_time = best("""
    SELECT opd, CASE WHEN q <= 10 THEN 'I' WHEN q <= 15 THEN 'II' ELSE 'III' END AS kelompok,
           count(*) AS n, sum(jawaban) AS total
    FROM long GROUP BY 1, 2""")

size = {name: len(numbers) for name, numbers in GROUPS.items()}
ours = {(int(o), g): (int(n), int(t)) for o, g, n, t in csv.reader(open(f"{place}/sums.csv"))}
from_long = {(o, g): (n // size[g], int(t)) for o, g, n, t in long}
from_wide = {(row[0], g): (row[1], int(row[2 + i])) for row in wide for i, g in enumerate(GROUPS)}
assert ours == from_long == from_wide, "the three do not agree"
print(f"\n{place.split('/')[-1]}: the same {len(ours)} sums from jejak and DuckDB {duckdb.__version__}")
for name, (wall, spent) in [("DuckDB, one row per answer", long_time), ("DuckDB, wide rows", wide_time)]:
    print(f"{name:<44} {wall:>9.3f} s wall {spent:>9.3f} s cpu")
