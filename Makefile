# make demo: an environment, the program, and the diagnosis of organisation 2 (make demo IN=ru for Russian). make test: an environment, and all tests.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
IN ?= en

.PHONY: pictures demo test soak lint bench study clean

$(VENV)/installed: setup.cfg pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/installed-test: $(VENV)/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@

$(VENV)/installed-lint: $(VENV)/installed-test
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test,lint]'
	touch $@

demo: $(VENV)/installed
	$(BIN)/rapport diagnose examples/organisation-2.yaml --lang $(IN)

test: $(VENV)/installed-test
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --durations 10

lint: $(VENV)/installed-lint
	$(BIN)/ruff check .
	$(BIN)/yamllint -s kb cases examples reports/phrases
	rm -rf $(VENV)/typed && mkdir -p $(VENV)/typed && ln -s ../.. $(VENV)/typed/rapport
	cd $(VENV)/typed && ../bin/mypy --config-file ../../pyproject.toml -p rapport

soak: $(VENV)/installed-test
	$(BIN)/python -m pytest tests/test_judges.py --cases 100000 -s
	$(BIN)/python -m pytest tests/test_many_reports.py --reports 500 -s

bench: $(VENV)/installed-test
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test,bench]'
	$(BIN)/python benchmarks/speed.py

study: $(VENV)/installed-test
	$(BIN)/python benchmarks/study.py

pictures: $(VENV)/installed-test
	$(BIN)/python docs/draw_pictures.py

clean:
	rm -rf $(VENV) build *.egg-info
