"""Bab I: staff without names, the counts that follow from the list, area and people, prizes."""

from __future__ import annotations

from collections import Counter
from typing import Any

from realistic_stock import POSTS, PRIZES, STAFF
from realistic_world import World, dec, number

Rows = list[dict[str, Any]]
BASES = (("golongan", "golongan"), ("pendidikan", "pendidikan"), ("jenis kelamin", "kelamin"), ("status", "status_pegawai"), ("eselon", "eselon"))


def pegawai(world: World) -> Rows:
    """The staff list: every post once, some staff."""
    rng, rows = world.rng, []
    people = [(*post[:4], "PNS", post[4]) for post in POSTS[: rng.randint(5, len(POSTS))]]
    people += [(s[0], s[1], s[2], s[3], s[4], rng.choice(POSTS)[4]) for s in rng.choices(STAFF, k=rng.randint(3, 10))]
    masked = rng.random() < 0.3
    for n, (jabatan, eselon, golongan, pendidikan, status, unit) in enumerate(people, 1):
        row: dict[str, Any] = {"no": n, "jabatan": jabatan, "status_pegawai": status, "golongan": golongan, "eselon": eselon, "pendidikan": pendidikan,
            "kelamin": rng.choice("LP"), "unit": unit}
        if masked and golongan != "-":
            row["nip_samar"] = "xxxxxxxx xxxxxx x xxx"
        rows.append(row)
    return rows


def rekap(world: World, staff: Rows) -> Rows:
    """Counts by several grounds, each with its total, men and women told apart where that makes sense."""
    rows: Rows = [_count("seluruhnya", "Jumlah pegawai", staff, both=True)]
    for dasar, key in world.rng.sample(BASES, world.rng.randint(2, len(BASES))):
        both = dasar != "jenis kelamin" and world.chance(0.6)
        for value in Counter(r[key] for r in staff):
            name = {"L": "Laki-laki", "P": "Perempuan", "-": "Non golongan"}.get(value, value)
            rows.append(_count(dasar, name, [r for r in staff if r[key] == value], both=both))
        rows.append(_count(dasar, "Jumlah", staff, both=both))
    for row in rows:
        row["tempat"] = f"Tabel 1.{1 + list(dict.fromkeys(r['dasar'] for r in rows)).index(row['dasar'])}"
    return rows


def _count(dasar: str, kategori: str, people: Rows, *, both: bool) -> dict[str, Any]:
    men = sum(r["kelamin"] == "L" for r in people)
    apart = {"laki": men, "perempuan": len(people) - men} if both else {}
    return {"dasar": dasar, "kategori": kategori, **apart, "banyak": len(people)}


def wilayah(world: World) -> Rows:
    """Villages with area and people, and the printed total."""
    rng = world.rng
    rows: Rows = []
    for n, name in enumerate(world.villages):
        men, women = rng.randint(300, 1900), rng.randint(300, 1900)
        rows.append({"jenis": "kelurahan" if n == 0 and len(world.villages) > 10 else "desa", "nama": name, "luas": number(rng.uniform(4, 38), 2), "laki": men,
            "perempuan": women, "penduduk": men + women,
                     "kk": (men + women) // rng.randint(3, 4), "rt": rng.randint(2, 9), "rw": rng.randint(1, 4)})
    total: dict[str, Any] = {key: sum(r[key] for r in rows) for key in ("luas", "laki", "perempuan", "penduduk", "kk", "rt", "rw")}
    if rng.random() < 0.5:
        for row in rows:
            row["persen_luas"] = number(100 * dec(row["luas"]) / dec(total["luas"]), 2)
        total["persen_luas"] = 100
    return [*rows, {"jenis": "jumlah", "nama": "Jumlah", **total}]


def prestasi(world: World) -> Rows:
    """Prizes and innovations of the year."""
    chosen = world.rng.sample(PRIZES, world.rng.randint(1, 3))
    return [
        {k: v for k, v in {"macam": macam, "nama": nama, "peringkat": rank, "tingkat": level, "tahun": world.year, "pemberi": giver.replace("Kecamatan",
            world.office) if giver == "Kecamatan" else giver}.items() if v}
        for macam, nama, rank, level, giver in chosen
    ]
