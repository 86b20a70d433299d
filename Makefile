# Each target is a script in bin/; they can be called without make as well.
.PHONY: run test check bench soak setup screenshot

run:
	@bin/run

test:
	@bin/test

check:
	@bin/check

bench:
	@bin/bench $(BENCH)

soak:
	@bin/soak $(SOAK)

setup:
	@bin/setup dev

screenshot:
	@bin/screenshot
