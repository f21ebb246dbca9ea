"""Turns symbols of units into their names: `kg` kilogram, `km²` square kilometer, `MB/s` megabytes per second."""

from __future__ import annotations

from dataclasses import dataclass

from reader.core.speech.spoken.pieces import Words

POWERS = {"2": "square", "²": "square", "^2": "square", "3": "cubic", "³": "cubic", "^3": "cubic"}
UNIT = r"(?:(?:sq|cu|fl)\.?\s(?:ft|in|mi|m|km|oz|yd)|in\.|[A-Za-zµμΩ]{1,6}|°\s?[CF]|[°º%‰℃℉′″])"
POWER = r"(?:\^?[23]|[²³])"


@dataclass(frozen=True, slots=True)
class Unit:
    """The name of a unit."""

    one: str
    many: str


class Units:
    """Knows units by their symbols; where the case is unusual (`KG`, `mbps`) the most usual unit is meant."""

    def __init__(self, words: Words) -> None:
        self._exact: dict[str, Unit] = {symbol: Unit(*names) for symbol, names in words["units"].items()}
        for symbol, (prefixes, one, many) in words["metric"].items():
            for prefix in prefixes:
                name = words["prefixes"][prefix]
                self._exact.setdefault(prefix + symbol, Unit(name + one, name + many))
        self._loose: dict[str, Unit] = {}
        for symbol, unit in self._exact.items():
            if len(symbol) > 1:
                self._loose.setdefault(symbol.lower(), unit)
        self._shy = frozenset(words["shy"])
        self._never = frozenset(words["never_units"])
        self._per: dict[str, str] = dict(words["per"])

    def find(self, symbol: str, power: str = "", *, apart: bool = False) -> Unit | None:
        """The unit of a symbol; `apart` where a space stands before it, which some do not allow."""
        symbol = symbol if symbol == "in." else symbol.replace(".", "").replace("° ", "°")
        if symbol in self._never:
            return None
        if apart and symbol.lower() in self._shy:
            return None
        unit = self._exact.get(symbol) or self._loose.get(symbol.lower())
        if unit and power:
            if "meter" not in unit.one and unit.one not in ("foot", "inch", "mile", "yard"):
                ending = "squared" if POWERS[power] == "square" else "cubed"
                return Unit(f"{unit.one} {ending}", f"{unit.many} {ending}")
            return Unit(f"{POWERS[power]} {unit.one}", f"{POWERS[power]} {unit.many}")
        return unit

    def per(self, symbol: str, power: str = "") -> str | None:
        """What stands after "per" for it, or nothing where it is not known."""
        if symbol in self._per and not power:
            return self._per[symbol]
        unit = self.find(symbol, power)
        return unit.one if unit else None
