"""The workplace 同步: how this till stands with the server, and who else belongs to the company."""
