"""Forecasts from the terminal: how well those of past days would have told what came."""

import json
from datetime import date, timedelta
from typing import Any

import click
from flask.cli import with_appcontext

from clearance.cli.terminal import desk, refuse
from clearance.reports.backtest import backtest as run
from clearance.reports.backtest import days_between
from clearance.rules.days import local_day, parse_day

_SPAN = timedelta(days=730)
_WORDS = {"cases": "hồ sơ", "segments": "đoạn bàn giao"}


@click.command("backtest")
@click.option("--from", "first", default="", help="Ngày đầu YYYY-MM-DD (mặc định: hai năm trước).")
@click.option("--to", "last", default="", help="Ngày cuối YYYY-MM-DD (mặc định: hôm qua).")
@click.option("--every", default=60, type=click.IntRange(1), help="Cách nhau bao nhiêu ngày.")
@click.option("--json", "as_json", is_flag=True, help="Kết quả dạng JSON.")
@with_appcontext
def backtest(first: str, last: str, every: int, as_json: bool) -> None:
    """Thử lại dự báo của các ngày đã qua: P10–P90 có chứa ngày thật không, lệch mấy ngày."""
    today = local_day(desk().clock())
    begin = first or str(date.fromisoformat(today) - _SPAN)
    end = last or str(date.fromisoformat(today) - timedelta(days=1))
    if not all(map(parse_day, (begin, end))) or begin > end or end >= today:
        refuse("--from, --to: ngày YYYY-MM-DD, --from không sau --to, --to trước hôm nay.")
    found = run(desk().store, days_between(begin, end, every), today)
    if as_json:
        click.echo(json.dumps(found, indent=2))
    for kind, told in () if as_json else found.items():
        click.echo(_told(_WORDS[kind], told))


def _told(kind: str, told: dict[str, Any]) -> str:
    return (
        f"{kind}: {told['trials']} dự báo ({told['finished']} đã xong), {told['refused']} lần"
        f" không dự báo; P10–P90 chứa ngày thật {told['coverage']:.1%}; P50 lệch"
        f" {told['mae_days']} ngày, theo đủ thời hạn luật lệch {told['full_term_mae_days']} ngày"
    )


COMMANDS = (backtest,)
