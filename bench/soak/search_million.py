"""As search_speed.py, for an index that grows to 100,000 and then to 1,000,000 documents: about an
hour. Prints a Markdown section.

python bench/soak/search_million.py [number of documents ...]
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from search_speed import main

if __name__ == "__main__":
    main([int(number) for number in sys.argv[1:]] or [100_000, 300_000, 1_000_000])
