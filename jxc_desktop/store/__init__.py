"""The database: opening, encryption, transactions, migrations, backup."""
