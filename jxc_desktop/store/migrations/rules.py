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
