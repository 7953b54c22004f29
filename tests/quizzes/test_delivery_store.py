"""The record of attempts: kept whole, never changed, shared by processes, and clear about what is wrong with it."""

import json
import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from quizzes.delivery.attempts import AttemptStore
from quizzes.delivery.places import learner_name, store_path
from quizzes.delivery.records import Entry, NewAttempt, Plan
from quizzes.errors import AlreadyAnswered, SittingOver, StoreError, UnknownSitting, UsageError

PLAN = Plan("ada", "sample", "practice", "at_once", "7", (Entry("sample", "one", 2.0, "7"),))
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "quizzes.sqlite3"


@pytest.fixture
def store(path: Path) -> Iterator[AttemptStore]:
    with AttemptStore(path, wait_seconds=0.1) as opened:
        yield opened


def new(sitting: str, **changes: Any) -> NewAttempt:
    made = NewAttempt(
        sitting=sitting,
        number=1,
        learner="ada",
        bank="sample",
        item="one",
        digest="d",
        mode="practice",
        seed="7",
        response={"a": ["b", 0.5, True, "ü"]},
        earned=1.0,
        possible=2.0,
    )
    return replace(made, **changes)


def test_an_attempt_is_kept_as_it_was(store: AttemptStore, path: Path) -> None:
    """Every column, read by another connection; the time is UTC."""
    kept = store.add(new(store.begin(PLAN).id))
    with AttemptStore(path) as other:
        assert other.attempts() == [kept]
    assert kept.response == {"a": ["b", 0.5, True, "ü"]}
    assert kept.at.utcoffset() == timedelta(0)
    assert (kept.id, kept.hints, kept.earned, kept.possible) == (1, 0, 1.0, 2.0)


def test_times_are_kept_in_utc_whatever_the_zone(path: Path) -> None:
    """A clock in another zone tells the same instant."""
    noon = datetime.fromisoformat("2026-03-01T12:00:00+05:00")
    with AttemptStore(path, clock=lambda: noon) as store:
        assert store.begin(PLAN).began == datetime(2026, 3, 1, 7, tzinfo=UTC)


@pytest.mark.parametrize("table", ["sittings", "attempts", "hints", "endings"])
def test_no_row_is_changed_deleted_or_replaced(store: AttemptStore, path: Path, table: str) -> None:
    """Not even by someone who opens the file with SQLite."""
    sitting = store.begin(PLAN)
    store.add_hint(sitting.id, 1)
    store.add(new(sitting.id))
    store.end(sitting.id)
    with closing(sqlite3.connect(path)) as raw:
        before = raw.execute(f"SELECT * FROM {table}").fetchall()
        values = ", ".join("?" * len(before[0]))
        for statement in (
            f"UPDATE {table} SET number = number + 1",
            f"DELETE FROM {table}",
            f"INSERT OR REPLACE INTO {table} VALUES ({values})",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                raw.execute(statement, before[0] if "VALUES" in statement else ())
        assert raw.execute(f"SELECT * FROM {table}").fetchall() == before


@pytest.mark.parametrize("change", [{"earned": 3.0}, {"earned": -1.0}, {"possible": 0.0}, {"number": 0}])
def test_an_impossible_score_is_never_kept(store: AttemptStore, change: dict[str, object]) -> None:
    """The table itself refuses more than all points, fewer than none, and places that there are not."""
    sitting = store.begin(PLAN)
    with pytest.raises(StoreError, match="CHECK constraint failed"):
        store.add(new(sitting.id, **change))
    assert store.attempts() == []


def test_a_sitting_goes_on_until_it_ends(store: AttemptStore) -> None:
    """Beginning again gives the unfinished sitting; after its end a new one."""
    first = store.begin(PLAN)
    assert store.begin(PLAN) == first
    ended = store.end(first.id)
    assert ended.ending == "finished"
    assert store.end(first.id, "abandoned") == ended
    assert store.begin(PLAN).id != first.id


def test_beginning_anew_leaves_the_unfinished_one_for_good(store: AttemptStore) -> None:
    """It is marked as abandoned, and takes nothing more."""
    first = store.begin(PLAN)
    second = store.begin(PLAN, anew=True)
    assert store.sitting(first.id).ending == "abandoned"
    assert store.unfinished("ada", "sample", "practice") == second
    with pytest.raises(SittingOver, match="has ended; begin a new one"):
        store.add(new(first.id))
    with pytest.raises(SittingOver):
        store.add_hint(first.id, 1)


def test_learners_banks_modes_and_kinds_have_sittings_of_their_own(store: AttemptStore) -> None:
    """None resumes another's."""
    plans = [
        PLAN,
        replace(PLAN, learner="bob"),
        replace(PLAN, bank="other"),
        replace(PLAN, mode="graded", reveal="never"),
        replace(PLAN, due=True),
    ]
    assert len({store.begin(plan).id for plan in plans}) == len(plans)
    assert [each.plan for each in store.sittings()] == plans
    assert len(store.sittings("ada", "sample")) == 3


def test_a_second_response_in_practice_is_refused(store: AttemptStore) -> None:
    """The key was shown after the first."""
    sitting = store.begin(PLAN)
    store.add(new(sitting.id))
    with pytest.raises(AlreadyAnswered, match="has its response already"):
        store.add(new(sitting.id, response="another"))


def test_hints_are_counted_with_the_attempt(store: AttemptStore) -> None:
    """Those taken before the response."""
    sitting = store.begin(PLAN)
    assert [store.add_hint(sitting.id, 1), store.add_hint(sitting.id, 1), store.add_hint(sitting.id, 2)] == [1, 2, 1]
    assert store.add(new(sitting.id)).hints == 2


def test_an_unknown_sitting_is_named(store: AttemptStore) -> None:
    """As after the record was moved away."""
    with pytest.raises(UnknownSitting, match="no sitting `nope`; begin a new one"):
        store.sitting("nope")


def test_attempts_are_found_by_learner_bank_and_sitting(store: AttemptStore) -> None:
    """Or all of them, in their order."""
    one, two = store.begin(PLAN), store.begin(replace(PLAN, learner="bob", bank="other"))
    store.add(new(one.id))
    store.add(new(two.id, learner="bob", bank="other"))
    assert [each.learner for each in store.attempts()] == ["ada", "bob"]
    assert [each.id for each in store.attempts(learner="bob")] == [2]
    assert store.attempts(learner="bob", bank="sample") == []
    assert [each.id for each in store.attempts(sitting=one.id)] == [1]


@pytest.mark.parametrize(("reveal", "told"), [("afterwards", 1), ("never", 0)])
def test_graded_attempts_are_revealed_after_the_end_where_the_sitting_says_so(
    store: AttemptStore, reveal: Any, told: int
) -> None:
    """Nothing that tells a learner of right and wrong counts them before."""
    sitting = store.begin(replace(PLAN, mode="graded", reveal=reveal))
    store.add(new(sitting.id, mode="graded"))
    assert store.attempts(revealed=True) == []
    store.end(sitting.id)
    assert len(store.attempts(revealed=True)) == told


def test_an_abandoned_graded_sitting_is_never_revealed(store: AttemptStore) -> None:
    """Else beginning anew would tell."""
    sitting = store.begin(replace(PLAN, mode="graded", reveal="afterwards"))
    store.add(new(sitting.id, mode="graded"))
    store.end(sitting.id, "abandoned")
    assert store.attempts(learner="ada", revealed=True) == []


def test_a_file_of_another_kind_is_refused_and_left_alone(path: Path) -> None:
    """Text is damaged, or no record at all."""
    path.parent.mkdir()
    path.write_text("grades: all A\n" * 100)
    with pytest.raises(StoreError, match="is damaged, or is no such record; move the file away"):
        AttemptStore(path)
    assert path.read_text() == "grades: all A\n" * 100


def test_another_programs_database_is_refused(path: Path) -> None:
    """Nothing is written into it."""
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE bookmarks (url TEXT)")
    with pytest.raises(StoreError, match="belongs to another program; name another file with `--store FILE`"):
        AttemptStore(path)


def test_a_newer_record_is_refused_with_the_remedy(store: AttemptStore, path: Path) -> None:
    """An older rectify does not guess at what it does not know."""
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreError, match="written by a newer rectify .*update with `pip install -U rectify-course`"):
        AttemptStore(path)


def test_a_record_that_is_cut_off_says_that_it_is_damaged(store: AttemptStore, path: Path) -> None:
    """Wherever that shows: at opening, or at the first reading."""
    sitting = store.begin(PLAN)
    for number in range(1, 200):
        store.add(new(sitting.id, number=number))
    store.close()
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 3 // 4096 * 4096])
    with pytest.raises(StoreError, match="is damaged"), AttemptStore(path) as opened:
        opened.attempts()


def test_a_locked_record_says_who_has_to_end(store: AttemptStore, path: Path) -> None:
    """Reading goes on; writing waits, and then says why."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert store.attempts() == []
        with pytest.raises(StoreError, match="another program keeps the record of attempts locked; end that program"):
            store.begin(PLAN)
        other.execute("ROLLBACK")
    assert store.begin(PLAN).plan == PLAN


@pytest.mark.parametrize("lock", ["BEGIN EXCLUSIVE", "BEGIN; SELECT * FROM sittings"])
def test_a_record_that_is_locked_from_the_start_is_not_waited_for_without_end(
    store: AttemptStore, path: Path, lock: str
) -> None:
    """Another program reads it, or writes it, and cannot share it."""
    store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        for statement in lock.split("; "):
            other.execute(statement)
        with pytest.raises(StoreError, match="another program keeps the record of attempts locked"):
            AttemptStore(path, wait_seconds=0)


def test_a_record_that_may_not_be_written_says_so(
    store: AttemptStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may write anything, so SQLite is told to open it for reading only."""
    real = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda at, **options: real(f"file:{at}?mode=ro", uri=True, **options))
    with AttemptStore(path) as opened, pytest.raises(StoreError, match="cannot be written; get the right to write it"):
        opened.begin(PLAN)


def test_a_full_disk_keeps_nothing_by_halves(store: AttemptStore) -> None:
    """SQLite's own limit stands in for the disk's."""
    sitting = store.begin(PLAN)
    pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="the disk is full, and the last response was not kept"):
        store.add(new(sitting.id, response="x" * 100_000))
    assert store.attempts() == []
    store.add(new(sitting.id))


def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    """And a file in place of the folder."""
    with pytest.raises(StoreError, match="this is a folder; name a file"):
        AttemptStore(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="cannot be made: .*; mend that, or name another file"):
        AttemptStore(tmp_path / "file" / "quizzes.sqlite3")


def _begin(path: Path, names: "multiprocessing.Queue[str]") -> None:
    with AttemptStore(path) as store:
        names.put(store.begin(PLAN).id)


def test_processes_that_begin_at_once_share_one_record_and_one_sitting(path: Path) -> None:
    """Making the file, its tables and the sitting happens once."""
    context = multiprocessing.get_context("spawn")
    names = context.Queue()
    started = [context.Process(target=_begin, args=(path, names)) for _ in range(2)]
    for each in started:
        each.start()
    found = {names.get(timeout=60) for _ in started}
    for each in started:
        each.join()
    assert len(found) == 1


def test_a_process_that_is_killed_loses_nothing_that_it_kept(path: Path) -> None:
    """The writer is killed while it writes; all that it was told to be kept is there, and the record goes on."""
    code = (
        "import sys; from pathlib import Path; from tests.quizzes.test_delivery_store import *\n"
        f"store = AttemptStore(Path({str(path)!r})); sitting = store.begin(PLAN)\n"
        "for number in range(1, 10**6): store.add(new(sitting.id, number=number)); print(number, flush=True)\n"
    )
    writer = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert writer.stdout
    said = [writer.stdout.readline() for _ in range(20)]
    os.kill(writer.pid, signal.SIGKILL)
    writer.communicate()
    with AttemptStore(path) as store:
        numbers = [each.number for each in store.attempts()]
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(numbers) >= int(said[-1])
        store.end(store.begin(PLAN).id)


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {"RECTIFY_QUIZ_STORE": "/x/mine.db", "RECTIFY_HOME": "/h"}, "/x/mine.db"),
        ("linux", {"RECTIFY_HOME": "/h", "XDG_DATA_HOME": "/d"}, "/h/quizzes.sqlite3"),
        ("linux", {"XDG_DATA_HOME": "/d"}, "/d/rectify/quizzes.sqlite3"),
        ("linux", {}, "/me/.local/share/rectify/quizzes.sqlite3"),
        ("darwin", {}, "/me/Library/Application Support/rectify/quizzes.sqlite3"),
        ("win32", {"LOCALAPPDATA": "/l"}, "/l/rectify/quizzes.sqlite3"),
        ("win32", {}, "/me/AppData/Local/rectify/quizzes.sqlite3"),
    ],
)
def test_the_record_lies_where_the_platform_keeps_data(
    monkeypatch: pytest.MonkeyPatch, platform: str, environment: dict[str, str], expected: str
) -> None:
    """Unless one says where."""
    for name in ("RECTIFY_QUIZ_STORE", "RECTIFY_HOME", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Path, "home", lambda: Path("/me"))
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert store_path().as_posix() == expected


def test_the_learner_is_who_is_named_or_the_account(monkeypatch: pytest.MonkeyPatch) -> None:
    """The option first, then the environment, then the account; a container may know no account."""
    monkeypatch.setenv("RECTIFY_LEARNER", "bob")
    assert (learner_name("ada"), learner_name()) == ("ada", "bob")
    monkeypatch.delenv("RECTIFY_LEARNER")
    monkeypatch.setenv("LOGNAME", "carol")
    assert learner_name() == "carol"

    def unknown() -> str:
        raise KeyError("getpwuid(): uid not found: 12345")

    monkeypatch.setattr("getpass.getuser", unknown)
    assert learner_name() == "student"


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "two\nlines", "bell\a"])
def test_a_name_that_does_not_show_is_refused(name: str) -> None:
    """It would not be found again."""
    with pytest.raises(UsageError, match="is no name for a learner; give one line of 1 to 80 characters"):
        learner_name(name)


def test_responses_are_kept_as_json_that_others_can_read(store: AttemptStore, path: Path) -> None:
    """With any SQLite, without this project."""
    store.add(new(store.begin(PLAN).id))
    with closing(sqlite3.connect(path)) as raw:
        assert json.loads(raw.execute("SELECT response FROM attempts").fetchone()[0])["a"][3] == "ü"
