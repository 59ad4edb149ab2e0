"""Rules that the database enforces by itself: triggers, and tables that no model declares."""

from __future__ import annotations

_NO_CHANGE = """
CREATE TRIGGER {table}_never_{verb} BEFORE {VERB} ON {table}
BEGIN SELECT RAISE(ABORT, '{table}: a posted row is never {done}'); END
"""

_SEALED = """
CREATE TRIGGER {table}_sealed_{verb} BEFORE {VERB} ON {table}
WHEN EXISTS (SELECT 1 FROM applied_document WHERE document = {row}.document)
BEGIN SELECT RAISE(ABORT, '{table}: the document is posted, its rows are closed'); END
"""

FIRST_RULES = (
    # The journal is append-only; the server's position is the one column that comes later.
    _NO_CHANGE.format(table="journal", verb="deleted", VERB="DELETE", done="deleted"),
    """
    CREATE TRIGGER journal_never_updated
    BEFORE UPDATE OF key, spelled, hash, signature, stream ON journal
    BEGIN SELECT RAISE(ABORT, 'journal: a posted row is never updated'); END
    """,
    # Money entries and stock moves are written once, before the document's seal, and never changed.
    _NO_CHANGE.format(table="money_entry", verb="updated", VERB="UPDATE", done="updated"),
    _NO_CHANGE.format(table="stock_move", verb="updated", VERB="UPDATE", done="updated"),
    _SEALED.format(table="money_entry", verb="insert", VERB="INSERT", row="NEW"),
    _SEALED.format(table="money_entry", verb="delete", VERB="DELETE", row="OLD"),
    _SEALED.format(table="stock_move", verb="insert", VERB="INSERT", row="NEW"),
    _SEALED.format(table="stock_move", verb="delete", VERB="DELETE", row="OLD"),
    # The seal: no document is complete whose entries do not balance or that the journal lacks.
    """
    CREATE TRIGGER applied_document_balances BEFORE INSERT ON applied_document
    WHEN (SELECT coalesce(sum(amount), 0) FROM money_entry WHERE document = NEW.document) <> 0
    BEGIN SELECT RAISE(ABORT, 'money_entry: debits and credits of a document must be equal'); END
    """,
    """
    CREATE TRIGGER applied_document_exists BEFORE INSERT ON applied_document
    WHEN NOT EXISTS (SELECT 1 FROM journal WHERE key = NEW.document)
    BEGIN SELECT RAISE(ABORT, 'applied_document: the journal does not hold this document'); END
    """,
    # Search: trigrams find any part of three letters or more, grams the shorter questions.
    """
    CREATE VIRTUAL TABLE product_search USING fts5(
        words, content='', contentless_delete=1, tokenize='trigram'
    )
    """,
    """
    CREATE VIRTUAL TABLE product_gram USING fts5(
        grams, content='', contentless_delete=1, tokenize='unicode61', detail='none'
    )
    """,
)

_REFUSED = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $rule$
BEGIN {check} RETURN NULL; END $rule$
"""

_RAISE = "RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation';"

_NEVER = """
CREATE TRIGGER {table}_never_{verb} BEFORE {when} ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_{verb}()
"""

_AFTER = """
CREATE TRIGGER {name} AFTER {verb} ON {table} REFERENCING {side} TABLE AS touched
FOR EACH STATEMENT EXECUTE FUNCTION {name}()
"""


def _never(table: str, verb: str, when: str, done: str) -> tuple[str, str]:
    words = _RAISE.format(words=f"{table}: a posted row is never {done}")
    return (
        _REFUSED.format(name=f"{table}_{verb}", check=words),
        _NEVER.format(table=table, verb=verb, when=when),
    )


def _sealed(table: str, verb: str, side: str) -> tuple[str, str]:
    name = f"{table}_sealed_{verb.lower()}"
    words = _RAISE.format(words=f"{table}: the document is posted, its rows are closed")
    check = f"""IF EXISTS (SELECT 1 FROM touched JOIN applied_document USING (document))
    THEN {words} END IF;"""  # noqa: S608 (our own names)
    return (
        _REFUSED.format(name=name, check=check),
        _AFTER.format(name=name, verb=verb, table=table, side=side),
    )


_BALANCES = """
    IF EXISTS (SELECT 1 FROM touched JOIN money_entry USING (document)
    GROUP BY document HAVING sum(amount) <> 0) THEN {unequal} END IF;
    IF EXISTS (SELECT 1 FROM touched LEFT JOIN journal ON key = document WHERE key IS NULL)
    THEN {absent} END IF;
""".format(  # noqa: S608 (our own words)
    unequal=_RAISE.format(words="money_entry: debits and credits of a document must be equal"),
    absent=_RAISE.format(words="applied_document: the journal does not hold this document"),
)

FIRST_POSTGRESQL_RULES = (
    *_never("journal", "deleted", "DELETE", "deleted"),
    *_never("journal", "updated", "UPDATE OF key, spelled, hash, signature, stream", "updated"),
    *_never("money_entry", "updated", "UPDATE", "updated"),
    *_never("stock_move", "updated", "UPDATE", "updated"),
    *_sealed("money_entry", "INSERT", "NEW"),
    *_sealed("money_entry", "DELETE", "OLD"),
    *_sealed("stock_move", "INSERT", "NEW"),
    *_sealed("stock_move", "DELETE", "OLD"),
    _REFUSED.format(name="applied_document_balances", check=_BALANCES),
    _AFTER.format(
        name="applied_document_balances", verb="INSERT", table="applied_document", side="NEW"
    ),
)
"""The same rules in PostgreSQL's words, checked once for a batch; the search is the till's alone.

The functions look for tables in the schema in which they were made.
"""


def first_rules(dialect: str) -> tuple[str, ...]:
    """The rules in the words of this database."""
    return FIRST_POSTGRESQL_RULES if dialect == "postgresql" else FIRST_RULES
