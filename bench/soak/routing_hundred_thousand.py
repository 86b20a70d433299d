"""As routing_scale.py, for 100,000 members: making their network takes half an hour, once. Prints a
Markdown section.

python bench/soak/routing_hundred_thousand.py
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from routing_scale import main

if __name__ == "__main__":
    main([100_000])
