"""How terminals and server talk: the wire's structs, their packing, and the HTTP client."""
