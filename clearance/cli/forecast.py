"""Forecasts from the terminal: how well those of past days would have told what came."""

import json
from dataclasses import asdict
from datetime import date, timedelta

import click
from flask.cli import with_appcontext

from clearance.cli.terminal import day_given, desk
from clearance.reports.forecast.backtest import backtest as run
from clearance.reports.forecast.backtest import days_every
from clearance.rules.basics.days import local_day
from clearance.rules.basics.quantities import show_number
from clearance.rules.basics.shares import percent
from clearance.rules.forecast.backtest import BAND, Score

_SPAN = timedelta(days=730)
_WORDS = {"cases": "hồ sơ", "segments": "đoạn bàn giao"}


@click.command("backtest")
@click.option("--from", "first", default="", help="Ngày đầu YYYY-MM-DD (mặc định: hai năm trước).")
@click.option("--to", "last", default="", help="Ngày cuối YYYY-MM-DD (mặc định: hôm qua).")
@click.option("--every", default=60, type=click.IntRange(1), help="Cách nhau bao nhiêu ngày.")
@click.option("--json", "as_json", is_flag=True, help="Kết quả dạng JSON.")
@with_appcontext
def backtest(first: str, last: str, every: int, as_json: bool) -> None:
    """Thử lại dự báo của các ngày đã qua: P10–P90 có chứa ngày thật không, lệch mấy ngày.

    Kết thúc với mã 1 khi tỷ lệ chứa ngày thật nằm ngoài khoảng 72–88%.
    """
    today = local_day(desk().clock())
    yesterday = str(date.fromisoformat(today) - timedelta(days=1))
    end = day_given("--to", last or yesterday, yesterday)
    begin = day_given("--from", first or str(date.fromisoformat(end) - _SPAN), end)
    found = run(desk().store, days_every(begin, end, every), today)
    click.echo(_as_json(found) if as_json else "\n".join(map(_told, found, found.values())))
    if any(told.verdict == "missed" for told in found.values()):
        raise SystemExit(1)


def _as_json(found: dict[str, Score]) -> str:
    told = {kind: asdict(s) | {"verdict": s.verdict} for kind, s in found.items()}
    return json.dumps(told | {"band": BAND}, indent=2)


def _told(kind: str, told: Score) -> str:
    return (
        f"{_WORDS[kind]}: {told.trials} dự báo của {told.things} {_WORDS[kind]}"
        f" ({told.finished} đã xong), {told.refused} lần không dự báo;"
        f" P10–P90 chứa ngày thật {_share(told.coverage)}"
        f" (khoảng tin cậy 95%: {_share(told.low)}–{_share(told.high)});"
        f" P50 lệch {told.mae_days} ngày (nghiêng {told.bias_days:+} ngày),"
        f" theo đủ thời hạn luật lệch {told.full_term_mae_days} ngày. {_verdict(told)}"
    )


def _share(part: float) -> str:
    return f"{show_number(percent(part, 1) or 0, 1)}%"


def _verdict(told: Score) -> str:
    low, high = BAND
    word = {
        "kept": f"ĐẠT: trong khoảng {low:.0%}–{high:.0%}",
        "missed": f"KHÔNG ĐẠT: ngoài khoảng {low:.0%}–{high:.0%}",
        "nothing": "CHƯA CHẤM ĐƯỢC: chưa dự báo nào có ngày thật",
    }[told.verdict]
    few = "; ít trường hợp, chưa chắc" if told.verdict != "nothing" and told.is_close else ""
    return f"{word}{few}."


COMMANDS = (backtest,)
