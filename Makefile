# Thin names over cargo and scripts/: everything here can be run without make.

.PHONY: run test look lint bench demo-large

# Lanyard with the demo, on http://localhost:8080.
run:
	scripts/install postgres
	cargo run --release --locked -- serve --demo

# Every test, those in a real browser included.
test:
	scripts/install postgres browser fonts checkers
	cargo test --locked

# Every page in every state, language, width and light: checked, and in pictures.
look:
	scripts/look

# Formatting, lints, licences and advisories, documentation.
lint:
	scripts/install
	cargo fmt --check
	cargo clippy --locked --all-targets -- -D warnings
	@if cargo deny --version >/dev/null 2>&1; then \
		echo "cargo deny check" && cargo deny check; \
	else \
		echo "lint: cargo-deny is not installed, so licences and advisories were not checked (cargo install --locked cargo-deny)"; \
	fi
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps

# How fast the whole is, as ratios to bare PostgreSQL on this machine.
bench:
	scripts/install postgres
	cargo bench --locked --bench system

# An event with 100,000 attendees, to look at.
demo-large:
	scripts/install postgres
	cargo run --release --locked -- demo --attendees 100000
