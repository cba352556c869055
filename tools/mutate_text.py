"""Figures and names changed as a slip of the hand changes them."""

from __future__ import annotations

import random

WORDS = ("Kelurahan", "Pembangunan", "Wilayah", "Koordinasi", "Pelayanan", "Semesteran", "Lingkungan")


def digit(rng: random.Random, text: str) -> str | None:
    """One digit replaced; the last decimal by two at least, so that no rounding explains it."""
    places = [i for i, c in enumerate(text) if c.isdigit()]
    at = rng.choice(places)
    least = 2 if at == places[-1] else 1
    choices = [d for d in "0123456789" if abs(int(d) - int(text[at])) >= least and not (at == places[0] and d == "0" and len(places) > 1)]
    return text[:at] + rng.choice(choices) + text[at + 1 :] if choices else None


def swapped(rng: random.Random, text: str) -> str | None:
    """Two neighbouring digits change places."""
    pairs = [i for i in range(len(text) - 1) if text[i].isdigit() and text[i + 1].isdigit() and abs(int(text[i]) - int(text[i + 1])) > 1 and not (i == 0 and text[1] == "0")]
    if not pairs:
        return None
    at = rng.choice(pairs)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def other_word(rng: random.Random, text: str) -> str:
    """One word of a name replaced by another, or left out."""
    words = text.split()
    places = [i for i, w in enumerate(words) if len(w) > 4 and w.casefold() not in ("program", "kegiatan")]
    if not places:
        return f"{text} {rng.choice(WORDS)}"
    at = rng.choice(places)
    if len(words) > 3 and at > 0 and rng.random() < 0.4:
        return " ".join(words[:at] + words[at + 1 :])
    new = rng.choice([w for w in WORDS if w.casefold() != words[at].casefold()])
    return " ".join([*words[:at], new.upper() if words[at].isupper() else new, *words[at + 1 :]])
